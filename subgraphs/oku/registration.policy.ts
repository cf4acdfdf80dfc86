import { uuidArgument } from '@seisi/host/scalars';
import { RegistryError, withheld } from '@seisi/schema/errors';
import { isOkuOfficer, officerOf, reachesPerson } from './application.policy.ts';
import type { RoomContext } from './context.ts';
import type { OkuRegistrationRow } from './registration.table.ts';

/**
 * The entry that an officer of the register acts on, its person within reach.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no such officer, NOT_FOUND where there is none within reach
 */
export async function registrationForOfficer(
  context: RoomContext,
  field: string,
  id: string,
): Promise<OkuRegistrationRow> {
  officerOf(context, field);
  return reachedRegistration(context, id);
}

/**
 * The entry that its holder acts on with the own token, who has the care of a child, or an officer as above.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for everyone else, NOT_FOUND where there is none within reach
 */
export async function registrationForEither(
  context: RoomContext,
  field: string,
  id: string,
): Promise<OkuRegistrationRow> {
  const { basis } = context.passport;
  if (basis.kind !== 'SELF' && !isOkuOfficer(basis))
    throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
  return reachedRegistration(context, id);
}

async function reachedRegistration(context: RoomContext, id: string): Promise<OkuRegistrationRow> {
  const found = await context.loaders.registrationById.load(uuidArgument('input.registration', id));
  const isReached = await reachesPerson(context, found?.personKey ?? crypto.randomUUID());
  if (found !== null && isReached) return found;
  throw new RegistryError('NOT_FOUND', 'There is no such entry of the register for you.');
}
