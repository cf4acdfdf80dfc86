import { uuidArgument } from '@seisi/host/scalars';
import { type DataClass, opens } from '@seisi/schema/classes';
import { RegistryError, withheld } from '@seisi/schema/errors';
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
  { loaders, passport: { basis, viewer } }: RoomContext,
): Promise<Update> {
  const ground = await loaders.ground();
  if (ground.kind !== 'POSTING' || viewer === null)
    throw withheld(`Mutation.${field}`, null, 'CLASS_NOT_IN_BASIS');
  const person = await loaders.personById.load(uuidArgument('input.person', id));
  const grant = person === null ? null : await loaders.grantOf('Person', person.key);
  if (person === null || grant === null)
    throw new RegistryError('NOT_FOUND', 'There is nobody with this identifier within your reach.');
  const closed = classes.find((name) => !opens(grant.classes, name));
  if (closed === undefined) return { by: viewer.id, personKey: person.key };
  const isEver = opens(ceiling(basis), closed);
  throw withheld(`Mutation.${field}`, closed, isEver ? 'NOT_FOR_THIS_SUBJECT' : reasonClosed(basis, closed));
}
