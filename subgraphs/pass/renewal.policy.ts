import { isUuid, uuidArgument } from '@seisi/host/scalars';
import { opens } from '@seisi/schema/classes';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { type Basis, ceiling } from '@seisi/schema/viewer';
import { eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { RoomContext } from './context.ts';
import { type PassRenewalRow, renewals } from './renewal.table.ts';

/** The department that issues passes (S4). */
const ISSUES = 'imigresen';
const NOTHING = sql`false`;

/** Which files exist for a ground: the own ones, and of others what was sent. It narrows what the grant of who speaks for the employer opens, and never widens it. */
export const reach = {
  where: (basis: Basis): SQL => {
    switch (basis.kind) {
      case 'NONE':
        return NOTHING;
      case 'SELF':
        return isUuid(basis.personKey) ? eq(renewals.personKey, basis.personKey) : NOTHING;
      case 'POSTING':
      case 'AGREEMENT':
        return opens(basis.classes, 'pass') ? isNotNull(renewals.submittedAt) : NOTHING;
      default:
        return basis satisfies never;
    }
  },
};

/** Whether a posting is that of an officer of Immigration: of the department that issues passes, and open to them. */
export function isPassOfficer(basis: Basis): boolean {
  return basis.kind === 'POSTING' && basis.agency === ISSUES && opens(ceiling(basis), 'pass');
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no officer of Immigration */
export function refuseOthers({ passport: { basis } }: RoomContext, field: string): void {
  if (!isPassOfficer(basis)) throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
}

/** The citizen whose own token asks, by the hidden key. @throws UNAUTHORIZED_FIELD_OR_TYPE for everyone else */
export function citizenOf({ passport: { basis } }: RoomContext, field: string): string {
  if (basis.kind === 'SELF') return basis.personKey;
  throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
}

/** Whether the viewer reaches a subject with the class of passes. */
export async function reaches(
  { reached }: RoomContext,
  type: 'Person' | 'Household',
  key: string,
): Promise<boolean> {
  return (await reached('pass', [{ type, key }])).size > 0;
}

/** The renewal that an officer acts on. @throws UNAUTHORIZED_FIELD_OR_TYPE, NOT_FOUND where there is none within reach */
export function renewalForOfficer(context: RoomContext, field: string, id: string): Promise<PassRenewalRow> {
  refuseOthers(context, field);
  return reachedRenewal(context, id);
}

/** The renewal that its own speaker acts on. @throws UNAUTHORIZED_FIELD_OR_TYPE, NOT_FOUND where it is not theirs */
export async function renewalOfOwn(context: RoomContext, field: string, id: string): Promise<PassRenewalRow> {
  const personKey = citizenOf(context, field);
  const found = await reachedRenewal(context, id);
  if (found.personKey === personKey) return found;
  throw notFound();
}

/** The one or the other. */
export function renewalForEither(context: RoomContext, field: string, id: string): Promise<PassRenewalRow> {
  const isCitizen = context.passport.basis.kind === 'SELF';
  return (isCitizen ? renewalOfOwn : renewalForOfficer)(context, field, id);
}

async function reachedRenewal(context: RoomContext, id: string): Promise<PassRenewalRow> {
  const found = await context.loaders.renewalFileById.load(uuidArgument('input.renewal', id));
  // Asked about nobody too: what does not exist takes the same steps as what is out of reach.
  const isReached = await reaches(context, 'Person', found?.personKey ?? crypto.randomUUID());
  if (found !== null && isReached) return found;
  throw notFound();
}

function notFound(): RegistryError {
  return new RegistryError('NOT_FOUND', 'There is no such renewal for you. `passRenewalFiles` lists them.');
}
