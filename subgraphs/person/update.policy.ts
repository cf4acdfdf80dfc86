import { uuidArgument } from '@seisi/host/scalars';
import { type DataClass, opens } from '@seisi/schema/classes';
import { RegistryError, withheld } from '@seisi/schema/errors';
import type { Grant } from '@seisi/schema/grant';
import { ceiling, reasonClosed } from '@seisi/schema/viewer';
import type { RoomContext } from './context.ts';

/** Whose register entry an officer brings up to date, and under whose name. */
export type Update = { readonly by: string; readonly personKey: string };

/**
 * Who may bring somebody's entry up to date: an officer whose duty opens every class that is written. Who is the officer, lives with them or is a relative is
 * out of reach of the posting.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no officer, and where the duty does not open a class of this person
 * @throws NOT_FOUND for whoever is out of reach, and for nobody at all
 */
export async function updateOf(
  field: string,
  id: string,
  classes: readonly DataClass[],
  context: RoomContext,
): Promise<Update> {
  const by = await updaterOf(field, context);
  const { loaders, passport } = context;
  const person = await loaders.personById.load(uuidArgument('input.person', id));
  const grant = person === null ? null : await loaders.grantOf('Person', person.key);
  if (person === null || grant === null)
    throw new RegistryError('NOT_FOUND', 'There is nobody with this identifier within your reach.');
  checkOpen(field, grant, classes, passport);
  return { by, personKey: person.key };
}

/**
 * Which household an officer brings up to date, and under whose name: within reach, so never the officer's own or a relative's, and every class that is written open.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no officer, and where the duty does not open a class of this household
 * @throws NOT_FOUND for what is out of reach, and for what there is not
 */
export async function householdUpdateOf(
  field: string,
  id: string,
  classes: readonly DataClass[],
  context: RoomContext,
): Promise<{ readonly by: string; readonly householdKey: string }> {
  const by = await updaterOf(field, context);
  const { loaders, passport } = context;
  const household = await loaders.householdById.load(uuidArgument('input.household', id));
  const grant = household === null ? null : await loaders.grantOf('Household', household.key);
  if (household === null || grant === null)
    throw new RegistryError('NOT_FOUND', 'There is no household with this identifier within your reach.');
  checkOpen(field, grant, classes, passport);
  return { by, householdKey: household.key };
}

function checkOpen(
  field: string,
  grant: Grant,
  classes: readonly DataClass[],
  { basis }: RoomContext['passport'],
): void {
  const closed = classes.find((name) => !opens(grant.classes, name));
  if (closed === undefined) return;
  const isEver = opens(ceiling(basis), closed);
  throw withheld(`Mutation.${field}`, closed, isEver ? 'NOT_FOR_THIS_SUBJECT' : reasonClosed(basis, closed));
}

/**
 * Under whose name entries are brought up to date: the officer's of the posting on which the request rests. Asked before the input is read.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for everybody else
 */
export async function updaterOf(
  field: string,
  { loaders, passport: { viewer } }: RoomContext,
): Promise<string> {
  const { kind } = await loaders.ground();
  if (kind === 'POSTING' && viewer !== null) return viewer.id;
  throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
}
