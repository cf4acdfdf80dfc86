import { hash } from 'node:crypto';
import { type Hash, rootOf } from './merkle.ts';

const SALT_BYTES = 16;

// Hashing is synchronous, so one piece of memory serves every text; it grows to the longest.
let salted = Buffer.alloc(8192);
const leaf = Buffer.alloc(33);

/** Binds to a text without telling it: SHA-256(salt ‖ text in UTF-8). The salt is 16 bytes in base64url. The end of the text may be given apart: to put a kilobyte together takes as long as to hash it. */
export function commitment(salt: string, text: string, end = ''): Hash {
  const most = SALT_BYTES + 3 * (text.length + end.length);
  if (salted.length < most) salted = Buffer.alloc(2 * most);
  salted.write(salt, 0, SALT_BYTES, 'base64url');
  const begun = SALT_BYTES + salted.write(text, SALT_BYTES);
  const length = begun + salted.write(end, begun);
  return hash('sha256', salted.subarray(0, length), 'base64url');
}

/** Whether a text is a salt: 16 bytes in base64url, written in the one way that is canonical. */
export function isSalt(text: unknown): text is string {
  return typeof text === 'string' && /^[\w-]{21}[AQgw]$/.test(text);
}

/** The RFC 6962 root over commitments, as leaves in their order: what a receipt says of its entries. */
export function commitmentsRoot(commitments: readonly Hash[]): Hash {
  return rootOf(commitments.map(commitmentLeaf));
}

/** A commitment as a leaf of its receipt's own tree: SHA-256(0x00 ‖ commitment). */
export function commitmentLeaf(of: Hash): Hash {
  leaf.write(of, 1, 'base64url');
  return hash('sha256', leaf, 'base64url');
}
