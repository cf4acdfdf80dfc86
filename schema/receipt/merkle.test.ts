import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMPTY_ROOT, isHash, leafHash, rootOf } from './merkle.ts';
import {
  consistencyProof,
  inclusionProof,
  inclusionRanges,
  joined,
  nodesOf,
  verifyConsistency,
  verifyInclusion,
} from './proof.ts';
import { CONSISTENCIES, EMPTY, INCLUSIONS, INPUTS, ROOTS } from './vectors.testing.ts';

const unhex = (text: string): string => Buffer.from(text, 'hex').toString('base64url');
const published = INPUTS.map((input) => leafHash(Buffer.from(input, 'hex')));
const rootAt = (size: number): string => unhex([EMPTY, ...ROOTS][size] as string);

test('the roots of the reference inputs of Certificate Transparency are those that were published', () => {
  expect(EMPTY_ROOT).toBe(unhex(EMPTY));
  expect(ROOTS.map((_root, at) => rootOf(published.slice(0, at + 1)))).toEqual(ROOTS.map(unhex));
});

test.each(INCLUSIONS)(
  'leaf $index in $size of the reference inputs: the published proof is made and accepted',
  (vector) => {
    const { index, size } = vector;
    const proof = vector.proof.map(unhex);

    expect(inclusionProof(published.slice(0, size), index)).toEqual(proof);
    expect(
      verifyInclusion({ leaf: published[index] as string, index, size, root: rootAt(size), proof }),
    ).toBe(true);
  },
);

test.each(CONSISTENCIES)(
  '$first to $second of the reference inputs: the published proof is made and accepted',
  (vector) => {
    const { first, second } = vector;
    const proof = vector.proof.map(unhex);
    const [older, newer] = [
      { size: first, root: rootAt(first) },
      { size: second, root: rootAt(second) },
    ];

    expect(consistencyProof(published.slice(0, second), first)).toEqual(proof);
    expect(verifyConsistency(older, newer, proof)).toBe(true);
  },
);

/** RFC 6962 §2.1 word for word, with another hash call. */
const sha = (...bytes: readonly Buffer[]): Buffer =>
  createHash('sha256').update(Buffer.concat(bytes)).digest();
const split = (size: number): number => {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
};
function naiveRoot(data: readonly Buffer[]): Buffer {
  if (data.length === 0) return sha();
  if (data.length === 1) return sha(Buffer.from([0]), data[0] as Buffer);
  const k = split(data.length);
  return sha(Buffer.from([1]), naiveRoot(data.slice(0, k)), naiveRoot(data.slice(k)));
}
function naivePath(index: number, data: readonly Buffer[]): Buffer[] {
  if (data.length === 1) return [];
  const k = split(data.length);
  return index < k
    ? [...naivePath(index, data.slice(0, k)), naiveRoot(data.slice(k))]
    : [...naivePath(index - k, data.slice(k)), naiveRoot(data.slice(0, k))];
}
function naiveSubproof(first: number, data: readonly Buffer[], isWhole: boolean): Buffer[] {
  if (first === data.length) return isWhole ? [] : [naiveRoot(data)];
  const k = split(data.length);
  return first <= k
    ? [...naiveSubproof(first, data.slice(0, k), isWhole), naiveRoot(data.slice(k))]
    : [...naiveSubproof(first - k, data.slice(k), false), naiveRoot(data.slice(0, k))];
}
const text = (hashes: readonly Buffer[]): string[] => hashes.map((bytes) => bytes.toString('base64url'));

const tree = fc
  .array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 70 })
  .map((inputs) => inputs.map((bytes) => Buffer.from(bytes)));

test('root and proofs are those of the recursive definition, and are accepted', () => {
  fc.assert(
    fc.property(tree, fc.nat(), fc.nat(), (data, anyIndex, anyFirst) => {
      const size = data.length;
      const hashes = data.map((bytes) => leafHash(bytes));
      const root = rootOf(hashes);
      const [index, first] = [anyIndex % size, 1 + (anyFirst % size)];
      const [inclusion, consistency] = [inclusionProof(hashes, index), consistencyProof(hashes, first)];
      const older = { size: first, root: rootOf(hashes.slice(0, first)) };

      expect(root).toBe(naiveRoot(data).toString('base64url'));
      expect(inclusion).toEqual(text(naivePath(index, data)));
      expect(consistency).toEqual(text(naiveSubproof(first, data, true)));
      expect(verifyInclusion({ leaf: hashes[index] as string, index, size, root, proof: inclusion })).toBe(
        true,
      );
      expect(verifyConsistency(older, { size, root }, consistency)).toBe(true);
    }),
  );
});

const alterations = ['drop', 'add', 'swap', 'flip', 'shorten'] as const;
function altered(proof: readonly string[], how: (typeof alterations)[number], place: number): string[] {
  const at = proof.length === 0 ? 0 : place % proof.length;
  const other = leafHash('another');
  if (how === 'drop') return proof.toSpliced(at, 1);
  if (how === 'add') return proof.toSpliced(at, 0, other);
  if (how === 'swap')
    return proof.length < 2
      ? [...proof, other]
      : [proof.at(-1) as string, ...proof.slice(1, -1), proof[0] as string];
  return proof.map((hash, here) => (here !== at ? hash : how === 'flip' ? other : hash.slice(1)));
}

test('an altered proof, root, leaf, place or size is refused', () => {
  fc.assert(
    fc.property(tree, fc.nat(), fc.constantFrom(...alterations), fc.nat(), (data, anyIndex, how, place) => {
      const size = data.length;
      // Leaves that differ, so that another place is another leaf.
      const hashes = data.map((bytes, at) => leafHash(Buffer.concat([bytes, Buffer.from(`${at}`)])));
      const index = anyIndex % size;
      const given = {
        leaf: hashes[index] as string,
        index,
        size,
        root: rootOf(hashes),
        proof: inclusionProof(hashes, index),
      };
      const first = Math.max(1, anyIndex % size);
      const [older, newer] = [
        { size: first, root: rootOf(hashes.slice(0, first)) },
        { size, root: given.root },
      ];
      const consistency = consistencyProof(hashes, first);
      const wrong = altered(given.proof, how, place);
      const wrongConsistency = altered(consistency, how, place);
      const other = leafHash('another');

      if (wrong.join() !== given.proof.join())
        expect(verifyInclusion({ ...given, proof: wrong })).toBe(false);
      expect(verifyInclusion({ ...given, root: other })).toBe(false);
      expect(verifyInclusion({ ...given, leaf: other })).toBe(false);
      if (size > 1) expect(verifyInclusion({ ...given, index: (index + 1) % size })).toBe(false);
      if (wrongConsistency.join() !== consistency.join())
        expect(verifyConsistency(older, newer, wrongConsistency)).toBe(false);
      expect(verifyConsistency({ ...older, root: other }, newer, consistency)).toBe(false);
      expect(verifyConsistency(older, { ...newer, root: other }, consistency)).toBe(false);
      expect(verifyConsistency({ ...older, size: size + 1 }, newer, consistency)).toBe(false);
    }),
  );
});

test('every range of a proof is made of complete subtrees, each at its place', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 40 }), fc.nat({ max: 2 ** 40 }), (size, anyIndex) => {
      for (const range of inclusionRanges(anyIndex % size, size)) {
        const spans = nodesOf(range).map(({ level, index }) => [
          index * 2 ** level,
          (index + 1) * 2 ** level,
        ]);

        expect(spans.flat()).toEqual([
          range.from,
          ...spans.slice(1).flatMap(([from]) => [from, from]),
          range.to,
        ]);
        expect(nodesOf(range).every(({ index }) => Number.isInteger(index))).toBe(true);
      }
    }),
  );
});

test('a tree that was never larger than nothing begins every tree, and nothing is in it', () => {
  const empty = { size: 0, root: EMPTY_ROOT };
  const whole = { size: 8, root: rootAt(8) };

  expect(verifyConsistency(empty, whole, [])).toBe(true);
  expect(verifyConsistency({ size: 0, root: rootAt(1) }, whole, [])).toBe(false);
  expect(verifyInclusion({ leaf: rootAt(1), index: 0, size: 0, root: EMPTY_ROOT, proof: [] })).toBe(false);
  expect(() => inclusionProof([], 0)).toThrow(RangeError);
  expect(() => consistencyProof(published, 9)).toThrow(RangeError);
});

test('a hash has one spelling', () => {
  const hash = leafHash('x');

  expect(isHash(hash)).toBe(true);
  expect([`${hash}A`, hash.slice(1), `${hash.slice(0, -1)}_`, `${hash.slice(0, -1)}=`, 7].some(isHash)).toBe(
    false,
  );
  expect(joined([hash])).toBe(hash);
});
