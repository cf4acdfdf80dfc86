import { EMPTY_ROOT, type Hash, isHash, nodeHash, rootOf } from './merkle.ts';

/** Leaves `from` up to, without, `to`. */
export type LeafRange = { readonly from: number; readonly to: number };

/** A complete subtree: 2^level leaves, the index-th of its level. */
export type TreeNode = { readonly level: number; readonly index: number };

/**
 * The subtrees whose roots, in this order, prove that a leaf is in a tree (RFC 6962 §2.1.1).
 * @throws RangeError where the tree has no such leaf
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!isCount(index) || !isCount(size) || index >= size) {
    throw new RangeError(`A tree of ${size} leaves has no leaf ${index}.`);
  }
  const ranges: LeafRange[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + leftSize(to - from);
    if (index < middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  return ranges.toReversed();
}

/**
 * The subtrees whose roots, in this order, prove that a tree of `second` leaves begins with one of `first` (RFC 6962 §2.1.2).
 * @throws RangeError where the second is smaller
 */
export function consistencyRanges(first: number, second: number): LeafRange[] {
  if (!isCount(first) || !isCount(second) || first > second) {
    throw new RangeError(`A tree of ${second} leaves does not begin with ${first}.`);
  }
  if (first === 0) return [];
  const ranges: LeafRange[] = [];
  let [from, to] = [0, second];
  while (to !== first) {
    const middle = from + leftSize(to - from);
    if (first <= middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  // The first tree itself, as one subtree, is known to the verifier.
  if (from > 0) ranges.push({ from, to });
  return ranges.toReversed();
}

/** The complete subtrees, largest first, of which a range of a proof consists. */
export function nodesOf({ from, to }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = [];
  let at = from;
  while (at < to) {
    const level = Math.floor(Math.log2(to - at));
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** The root of a range, from the roots of its subtrees. */
export function joined(roots: readonly Hash[]): Hash {
  return roots.reduceRight((right, left) => nodeHash(left, right));
}

/** The proof that the leaf is in the tree over these hashes. */
export function inclusionProof(hashes: readonly Hash[], index: number): Hash[] {
  return inclusionRanges(index, hashes.length).map(({ from, to }) => rootOf(hashes.slice(from, to)));
}

/** The proof that the tree over these hashes begins with that over the `first` ones. */
export function consistencyProof(hashes: readonly Hash[], first: number): Hash[] {
  return consistencyRanges(first, hashes.length).map(({ from, to }) => rootOf(hashes.slice(from, to)));
}

/** Whether a proof shows a leaf at its place in the tree with this root (RFC 9162 §2.1.3.2; the same proof as of RFC 6962). */
export function verifyInclusion(given: {
  readonly leaf: Hash;
  readonly index: number;
  readonly size: number;
  readonly root: Hash;
  readonly proof: readonly Hash[];
}): boolean {
  const { leaf, index, size, root, proof } = given;
  if (!isCount(index) || !isCount(size) || index >= size || ![leaf, root, ...proof].every(isHash))
    return false;
  let found = leaf;
  const isWhole = climb([index, size - 1], proof, (sibling, isLeft) => {
    found = isLeft ? nodeHash(sibling, found) : nodeHash(found, sibling);
  });
  return isWhole && found === root;
}

type Head = { readonly size: number; readonly root: Hash };

/** Whether a proof shows that the second tree begins with the first (RFC 9162 §2.1.4.2). */
export function verifyConsistency(first: Head, second: Head, proof: readonly Hash[]): boolean {
  if (!isCount(first.size) || !isCount(second.size) || first.size > second.size) return false;
  if (![first.root, second.root, ...proof].every(isHash)) return false;
  if (first.size === 0) return proof.length === 0 && first.root === EMPTY_ROOT;
  if (first.size === second.size) return proof.length === 0 && first.root === second.root;
  return leadsToBoth(first, second, isPowerOfTwo(first.size) ? [first.root, ...proof] : proof);
}

function leadsToBoth(first: Head, second: Head, [seed, ...path]: readonly Hash[]): boolean {
  if (seed === undefined) return false;
  let [at, last] = [first.size - 1, second.size - 1];
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  let [older, newer] = [seed, seed];
  const isWhole = climb([at, last], path, (sibling, isLeft) => {
    if (isLeft) older = nodeHash(sibling, older);
    newer = isLeft ? nodeHash(sibling, newer) : nodeHash(newer, sibling);
  });
  return isWhole && older === first.root && newer === second.root;
}

/** Goes up from a place, of which `last` is the last of its level, by one sibling after another; false where the path is longer or shorter than the tree is high. */
function climb(
  [place, end]: readonly [number, number],
  path: readonly Hash[],
  join: (sibling: Hash, isLeft: boolean) => void,
): boolean {
  let [at, last] = [place, end];
  for (const sibling of path) {
    if (last === 0) return false;
    const isLeft = isOdd(at) || at === last;
    join(sibling, isLeft);
    // At the right edge some levels have no sibling: there the subtree goes up as it is.
    while (isLeft && at !== 0 && !isOdd(at)) [at, last] = [half(at), half(last)];
    [at, last] = [half(at), half(last)];
  }
  return last === 0;
}

/** The largest power of two below a number of leaves: how many stand in the left subtree. */
function leftSize(leaves: number): number {
  return 2 ** Math.floor(Math.log2(leaves - 1));
}

// Numbers of leaves outgrow 31 bits, so no bit operators.
const isOdd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);
const isPowerOfTwo = (value: number): boolean => 2 ** Math.floor(Math.log2(value)) === value;
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
