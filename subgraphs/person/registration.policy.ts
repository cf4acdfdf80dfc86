import { uuidArgument } from '@seisi/host/scalars';
import { type DataClass, opens } from '@seisi/schema/classes';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { type Basis, ceiling } from '@seisi/schema/viewer';
import type { RoomContext } from './context.ts';
import type { HouseholdRow } from './household.table.ts';
import type { RegistrationRow } from './registration.table.ts';
import { channelOf } from './registration.ts';

/** The agency that keeps eKasih; district and state offices act for it (S1). */
const KEEPS = 'icu-jpm';

/** What a registration writes, so what its officer's duty must open. */
const WRITTEN: readonly DataClass[] = ['register', 'area', 'contact', 'identity', 'kinship', 'income'];

/** The posting of an officer who registers. */
export type Registrar = Extract<Basis, { readonly kind: 'POSTING' }>;

/** Whether a posting is a registrar's: of the agency that keeps the register, and open to all that a registration writes. */
function isRegistrar(basis: Basis): basis is Registrar {
  return (
    basis.kind === 'POSTING' && basis.agency === KEEPS && WRITTEN.every((name) => opens(ceiling(basis), name))
  );
}

/** Who registers a household for its head: where, and by which way. */
export type Proxy = {
  readonly personKey: string;
  readonly areas: readonly string[];
  readonly channel: Exclude<RegistrationRow['channel'], 'ONLINE'>;
};

/**
 * Whoever registers households of others: a registrar, or a local leader (S1, S2), whose posting opens no class and holds the right to report.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for everyone else
 */
export async function proxyOf({ passport: { basis }, loaders }: RoomContext, field: string): Promise<Proxy> {
  if (isRegistrar(basis)) {
    const { personKey, areas } = basis;
    return { personKey, areas, channel: channelOf(areas) };
  }
  const ground = await loaders.ground();
  if (ground.kind === 'POSTING' && ground.agency === KEEPS && ground.mayReport === true) {
    const { personKey, areas } = ground;
    return { personKey, areas, channel: 'LOCAL_LEADER' };
  }
  throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no registrar */
export function registrarOf({ passport: { basis } }: RoomContext, field: string): Registrar {
  if (isRegistrar(basis)) return basis;
  throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
}

/**
 * The household that a registrar acts on: within reach, so never the own or a relative's, and every class that is written open.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no registrar, NOT_FOUND where there is none within reach
 */
export async function householdForRegistrar(
  context: RoomContext,
  field: string,
  id: string,
): Promise<HouseholdRow> {
  registrarOf(context, field);
  const { loaders } = context;
  const household = await loaders.householdById.load(uuidArgument('input.household', id));
  const grant = household === null ? null : await loaders.grantOf('Household', household.key);
  if (household !== null && grant !== null && WRITTEN.every((name) => opens(grant.classes, name)))
    return household;
  throw new RegistryError('NOT_FOUND', 'There is no such household within your reach.');
}
