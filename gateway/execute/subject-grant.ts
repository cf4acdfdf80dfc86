import { isGrant } from '@seisi/schema/grant';
import { type GrantText, readGrantText } from '@seisi/schema/grant-text';
import { HIDDEN_GRANT, HIDDEN_KEY } from '../names.ts';
import { own, type Tree } from './tree.ts';

/** A subject of the tree by its hidden key, with what its grant says. */
export type SubjectGrant = { readonly key: string; readonly grant: GrantText };

/**
 * The key and the grant of a subject, as the room that owns it gave them: an object of this process, or a text (which only that room was
 * asked for). Null where either is unknown: then no receipt can be made of the subject, and nothing may be told of it.
 */
export function grantOf(subject: Tree): SubjectGrant | null {
  const given = own(subject, HIDDEN_GRANT) ?? own(subject, 'grant');
  if (isGrant(given)) return { key: given.subject, grant: given };
  const key = own(subject, HIDDEN_KEY) ?? own(subject, 'key');
  const grant = typeof given === 'string' && typeof key === 'string' ? readGrantText(given) : null;
  return grant === null ? null : { key: String(key), grant };
}
