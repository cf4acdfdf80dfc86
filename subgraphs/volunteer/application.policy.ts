import { isUuid, uuidArgument } from '@seisi/host/scalars';
import { opens } from '@seisi/schema/classes';
import { RegistryError, withheld } from '@seisi/schema/errors';
import type { Basis } from '@seisi/schema/viewer';
import { eq, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { VolunteerApplicationFileRow } from './application.table.ts';
import type { RoomContext } from './context.ts';
import { isVolunteerOfficer, officerOf, reachesPerson } from './officer.policy.ts';

const NOTHING = sql`false`;

/** Which files exist for a ground: the own one, and of others what was sent. It narrows what the grant of the person opens and never widens it. */
export function reachOf(basis: Basis, personKey: PgColumn): SQL | undefined {
  switch (basis.kind) {
    case 'NONE':
      return NOTHING;
    case 'SELF':
      return isUuid(basis.personKey) ? eq(personKey, basis.personKey) : NOTHING;
    case 'POSTING':
    case 'AGREEMENT':
      return opens(basis.classes, 'volunteering') ? undefined : NOTHING;
    default:
      return basis satisfies never;
  }
}

/**
 * The file that an officer of volunteers acts on: sent, and its person within reach.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no such officer, NOT_FOUND where there is none within reach
 */
export async function fileForOfficer(
  context: RoomContext,
  field: string,
  id: string,
): Promise<VolunteerApplicationFileRow> {
  officerOf(context, field);
  return reachedFile(context, id);
}

/**
 * The file that its volunteer or an officer of volunteers acts on.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for everyone else, NOT_FOUND where there is none within reach
 */
export async function fileForEither(
  context: RoomContext,
  field: string,
  id: string,
): Promise<VolunteerApplicationFileRow> {
  const { basis } = context.passport;
  if (basis.kind !== 'SELF' && !isVolunteerOfficer(basis))
    throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
  return reachedFile(context, id);
}

/**
 * The own file, with the own token.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no citizen, NOT_FOUND where it is not theirs
 */
export async function fileOfOwn(
  context: RoomContext,
  field: string,
  id: string,
): Promise<VolunteerApplicationFileRow> {
  if (context.passport.basis.kind !== 'SELF') throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
  return reachedFile(context, id);
}

async function reachedFile(context: RoomContext, id: string): Promise<VolunteerApplicationFileRow> {
  const found = await context.loaders.volunteerFileById.load(uuidArgument('input.application', id));
  // Asked about nobody too: what does not exist takes the same steps as what is out of reach.
  const isReached = await reachesPerson(context, found?.personKey ?? crypto.randomUUID());
  if (found !== null && isReached) return found;
  throw new RegistryError(
    'NOT_FOUND',
    'There is no such file for you. `volunteerApplicationFiles` lists them.',
  );
}
