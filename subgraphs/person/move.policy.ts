import { type DataClass, opens } from '@seisi/schema/classes';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { type Basis, ceiling, reasonClosed } from '@seisi/schema/viewer';
import { and, eq, or, type SQL, sql } from 'drizzle-orm';
import type { RoomContext } from './context.ts';
import { reachesSealed } from './ground/decide.ts';
import type { Ground } from './ground/ground.ts';
import { householdReach } from './household.policy.ts';
import { households } from './household.table.ts';
import { moves } from './move.table.ts';
import type { Moved, Reached } from './move.ts';
import { personReach } from './person.policy.ts';
import { people } from './person.table.ts';

/** What a move writes, so what the duty of its officers opens. */
const DUTY = ['register', 'area', 'kinship'] as const satisfies readonly DataClass[];

/** An officer who moves people: the account, the person behind it with the declared relatives, the posting's areas, and whether the duty holds `protection`. */
export type Mover = {
  readonly id: string;
  readonly personKey: string;
  readonly kin: readonly string[];
  readonly areas: readonly string[];
  readonly holdsProtection: boolean;
};

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever has not the duty */
export async function moverOf(
  field: string,
  { loaders, passport: { basis, viewer } }: RoomContext,
  duty: readonly DataClass[] = DUTY,
): Promise<Mover> {
  if (!isMover(basis, duty)) throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
  const ground = await loaders.ground();
  if (ground.kind !== 'POSTING' || viewer === null)
    throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
  const { personKey, kin, areas } = ground;
  return { id: viewer.id, personKey, kin, areas, holdsProtection: reachesSealed(ground) };
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever has not the duty */
export function refuseMoves(coordinate: string, basis: Basis, duty: readonly DataClass[] = DUTY): void {
  if (isMover(basis, duty)) return;
  const missing = duty.find((name) => !opens(ceiling(basis), name)) ?? duty.at(-1) ?? DUTY[0];
  throw withheld(coordinate, missing, reasonClosed(basis, missing));
}

function isMover(basis: Basis, duty: readonly DataClass[]): boolean {
  return basis.kind === 'POSTING' && duty.every((name) => opens(ceiling(basis), name));
}

/** Which of the two sides of a move an officer reaches with the whole duty; what is out of reach is as what does not exist. */
export async function reachedOf(
  { personId, householdId }: Moved,
  { loaders }: RoomContext,
): Promise<Reached> {
  const person = await loaders.personById.load(personId);
  const household = householdId === null ? null : await loaders.householdById.load(householdId);
  const isOpen = async (type: 'Person' | 'Household', key: string | undefined): Promise<boolean> => {
    const grant = key === undefined ? null : await loaders.grantOf(type, key);
    return grant !== null && DUTY.every((name) => opens(grant.classes, name));
  };
  return {
    person: await isOpen('Person', person?.key),
    household: await isOpen('Household', household?.key),
  };
}

/** @throws NOT_FOUND where neither side is within reach, and, where nobody comes into a household, where the person is not */
export function checkReached({ kind }: Pick<Moved, 'kind'>, reached: Reached): void {
  if (reached.person || (kind === 'INTO_HOUSEHOLD' && reached.household)) return;
  throw new RegistryError('NOT_FOUND', 'Neither who moves nor the new household is within your reach.');
}

/**
 * The moves that an officer meets: of a person or household within reach. One of whom is under protection is met by the duty that holds it alone, for that a
 * move waits tells whoever reaches the other side.
 */
export function isMet(ground: Ground, today: string): SQL {
  const isOfPerson = sql`exists (
    select 1 from ${people} where ${and(eq(people.id, moves.personId), personReach.where(ground, today))})`;
  const isOfHousehold = sql`exists (
    select 1 from ${households} where ${and(eq(households.id, moves.householdId), householdReach.where(ground, today))})`;
  const isOpen = reachesSealed(ground) ? undefined : eq(moves.isSealed, false);
  return and(or(isOfPerson, isOfHousehold), isOpen) ?? sql`false`;
}
