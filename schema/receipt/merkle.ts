import { hash } from 'node:crypto';

/** A SHA-256 in base64url, 43 characters: the form in which hashes are told, compared and kept in memory. */
export type Hash = string;

/** The root of a tree of nothing (RFC 6962 §2.1). */
export const EMPTY_ROOT: Hash = hash('sha256', '', 'base64url');

// Hashing is synchronous, so one piece of memory serves every node; a Buffer for each result costs more than its hash.
const node = Buffer.alloc(65);
node[0] = 1;

/** Whether a text is a hash: 32 bytes in base64url, written in the one way that is canonical. */
export function isHash(text: unknown): text is Hash {
  return typeof text === 'string' && /^[\w-]{42}[AEIMQUYcgkosw048]$/.test(text);
}

/** The hash of a leaf: SHA-256(0x00 ‖ data). A text is taken as UTF-8. */
export function leafHash(data: string | Uint8Array): Hash {
  const bytes = typeof data === 'string' ? Buffer.byteLength(data) : data.length;
  const leaf = Buffer.allocUnsafe(bytes + 1);
  leaf[0] = 0;
  if (typeof data === 'string') leaf.write(data, 1);
  else leaf.set(data, 1);
  return hash('sha256', leaf, 'base64url');
}

/** The hash of two subtrees: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Hash, right: Hash): Hash {
  node.write(left, 1, 'base64url');
  node.write(right, 33, 'base64url');
  return hash('sha256', node, 'base64url');
}

/** The root over hashes of leaves, or of complete subtrees of one size with at most one smaller at the right. */
export function rootOf(hashes: readonly Hash[]): Hash {
  let row = hashes;
  while (row.length > 1) {
    const above: Hash[] = [];
    for (let at = 0; at + 1 < row.length; at += 2) above.push(nodeHash(row[at] as Hash, row[at + 1] as Hash));
    // What has no neighbour goes up as it is: so the left subtree is always the largest complete one.
    if (row.length % 2 === 1) above.push(row.at(-1) as Hash);
    row = above;
  }
  return row[0] ?? EMPTY_ROOT;
}
