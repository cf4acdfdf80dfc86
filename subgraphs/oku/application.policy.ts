import { isUuid, uuidArgument } from '@seisi/host/scalars';
import { opens } from '@seisi/schema/classes';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { type Basis, ceiling } from '@seisi/schema/viewer';
import { and, eq, ne, or, type SQL, sql } from 'drizzle-orm';
import { applications, type OkuApplicationRow } from './application.table.ts';
import type { RoomContext } from './context.ts';

/** The department that keeps the register (Act 685 s.20). */
const KEEPS = 'jkm';
const NOTHING = sql`false`;

/**
 * Which files exist for a ground: of the own person, what was made for it or by it; of others nothing that was not sent yet. It narrows what the grant of the
 * person opens and never widens it.
 */
export const reach = {
  where: (basis: Basis): SQL => {
    switch (basis.kind) {
      case 'NONE':
        return NOTHING;
      case 'SELF':
        return isUuid(basis.personKey) ? (ownOf(basis.personKey) ?? NOTHING) : NOTHING;
      case 'POSTING':
      case 'AGREEMENT':
        return opens(basis.classes, 'disability') ? ne(applications.status, 'DRAFT') : NOTHING;
      default:
        return basis satisfies never;
    }
  },
};

function ownOf(personKey: string): SQL | undefined {
  return or(
    eq(applications.appliedByKey, personKey),
    and(eq(applications.personKey, personKey), ne(applications.status, 'DRAFT')),
  );
}

/** Whether a posting is that of an officer of the register: of the department that keeps it, and open to disabilities. */
export function isOkuOfficer(basis: Basis): basis is Extract<Basis, { kind: 'POSTING' }> {
  return basis.kind === 'POSTING' && basis.agency === KEEPS && opens(ceiling(basis), 'disability');
}

/** The officer of the register who asks. @throws UNAUTHORIZED_FIELD_OR_TYPE for everyone else */
export function officerOf(
  { passport: { basis } }: RoomContext,
  field: string,
): Extract<Basis, { kind: 'POSTING' }> {
  if (isOkuOfficer(basis)) return basis;
  throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
}

/** The citizen whose own token asks, by the hidden key. @throws UNAUTHORIZED_FIELD_OR_TYPE for everyone else */
export function citizenOf({ passport: { basis } }: RoomContext, field: string): string {
  if (basis.kind === 'SELF') return basis.personKey;
  throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
}

/** Whether the viewer reaches a person with the class of the register: an officer whoever lives in the own areas, a citizen the own person and a child in their care. */
export async function reachesPerson({ reached }: RoomContext, personKey: string): Promise<boolean> {
  return (await reached('disability', [{ type: 'Person', key: personKey }])).size > 0;
}

/**
 * The application that an officer of the register acts on: sent, and its person within reach.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no such officer, NOT_FOUND where there is none within reach
 */
export async function applicationForOfficer(
  context: RoomContext,
  field: string,
  id: string,
): Promise<OkuApplicationRow> {
  officerOf(context, field);
  return reachedApplication(context, id);
}

/**
 * The application that who made it acts on, with the own token, for as long as they reach its person.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no citizen, NOT_FOUND where it is not theirs
 */
export async function applicationOfOwn(
  context: RoomContext,
  field: string,
  id: string,
): Promise<OkuApplicationRow> {
  const personKey = citizenOf(context, field);
  const found = await reachedApplication(context, id);
  if (found.appliedByKey === personKey) return found;
  throw notFound();
}

/** The one or the other. */
export function applicationForEither(
  context: RoomContext,
  field: string,
  id: string,
): Promise<OkuApplicationRow> {
  const isCitizen = context.passport.basis.kind === 'SELF';
  return (isCitizen ? applicationOfOwn : applicationForOfficer)(context, field, id);
}

async function reachedApplication(context: RoomContext, id: string): Promise<OkuApplicationRow> {
  const found = await context.loaders.applicationFileById.load(uuidArgument('input.application', id));
  // Asked about nobody too: what does not exist takes the same steps as what is out of reach.
  const isReached = await reachesPerson(context, found?.personKey ?? crypto.randomUUID());
  if (found !== null && isReached) return found;
  throw notFound();
}

function notFound(): RegistryError {
  return new RegistryError(
    'NOT_FOUND',
    'There is no such application for you. `okuApplicationFiles` lists them.',
  );
}
