import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from './canonical.ts';
import { commitment } from './commitment.ts';
import { openLeaf } from './leaf.ts';
import { leafHash } from './merkle.ts';
import { openParts, subjectOf } from './parts.ts';
import type { ReceiptDraft, ReceiptEntry } from './receipt.ts';
import { sealReceipt } from './seal.ts';

const word = fc.string({ unit: 'grapheme' });
const entry: fc.Arbitrary<ReceiptEntry> = fc.record({
  subject: fc.record({ type: fc.constantFrom('Person', 'Household'), key: fc.oneof(fc.uuid(), word) }),
  told: fc.array(
    fc.record({
      class: fc.constantFrom('income' as const, 'aid' as const),
      ground: fc.constantFrom('SELF' as const, 'POSTING' as const),
      fields: fc.array(word, { maxLength: 3 }),
    }),
    { maxLength: 3 },
  ),
  withheld: fc.constant([]),
  veiled: fc.boolean(),
});
const draft: fc.Arbitrary<ReceiptDraft> = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom('ANSWER' as const, 'INTENT' as const, 'OUTCOME' as const),
    of: fc.option(fc.uuid()),
    at: fc.integer({ min: 0, max: 4e12 }),
    operation: fc.constant('o'.repeat(43)),
    header: fc.record({
      viewer: fc.record({ kind: word, id: word }),
      basis: fc.constantFrom('NONE' as const, 'AGREEMENT' as const, 'POSTING' as const),
      basisId: fc.option(word),
      agency: fc.option(word),
      purpose: fc.option(fc.constant('SERVICE_DELIVERY' as const)),
      legalBasis: fc.option(word),
    }),
    told: fc.array(entry, { maxLength: 8 }),
  })
  .map(({ told, ...given }) => ({
    ...given,
    entries: told.map((one) => ({ ...one.subject, text: canonical(one) })),
  }));
const place = { series: '6f0bd1c4-8c3a-4b43-9c6c-3ff0b5e0c0de', number: 7 };

test('what is sealed is opened again, and the client is handed the hash of its leaf', () => {
  fc.assert(
    fc.property(draft, (given) => {
      const { stored, kept } = sealReceipt(given, place, randomBytes);
      const leaf = openLeaf(stored);
      const parts = leaf === null ? null : openParts(leaf, stored.parts);

      expect(leaf).toMatchObject({ ...place, id: given.id, kind: given.kind, of: given.of, at: given.at });
      expect(leaf?.agreement).toBe(given.header.basis === 'AGREEMENT' ? given.header.basisId : null);
      expect(parts?.header.text).toBe(canonical(given.header));
      expect(parts?.entries.map(({ salt: _salt, told: _told, ...rest }) => rest)).toEqual(given.entries);
      expect(kept).toEqual({ id: given.id, leaf: leafHash(stored.leaf) });
    }),
  );
});

test('parts with any byte altered, dropped or in another order are not those of the leaf', () => {
  fc.assert(
    fc.property(draft, fc.nat(), fc.integer({ min: 1, max: 255 }), (given, anyPlace, by) => {
      const { stored } = sealReceipt(given, place, randomBytes);
      const leaf = openLeaf(stored);
      if (leaf === null) throw new Error('It was sealed.');
      const bytes = Buffer.from(stored.parts);
      const at = anyPlace % bytes.length;
      bytes[at] = (bytes[at] as number) ^ by;
      const lines = stored.parts.split('\n').slice(0, -1);

      expect(openParts(leaf, bytes.toString())).toBeNull();
      expect(openParts(leaf, stored.parts.slice(0, -1))).toBeNull();
      for (const line of lines) expect(openParts(leaf, stored.parts.replace(`${line}\n`, ''))).toBeNull();
      if (lines.length > 1) expect(openParts(leaf, `${lines.toReversed().join('\n')}\n`)).toBeNull();
    }),
  );
});

test.each([
  ['another series', { series: '00000000-0000-4000-8000-000000000000' }],
  ['another number', { number: 8 }],
  ['another id', { id: '00000000-0000-4000-8000-000000000000' }],
  ['a space', { leaf: ' ' }],
  ['no JSON', { leaf: '{' }],
  ['nothing', { leaf: 'null' }],
])('a row with %s holds no leaf of its receipt', (_how, change) => {
  const [given] = fc.sample(draft, 1) as [ReceiptDraft];
  const { stored } = sealReceipt(given, place, randomBytes);
  const spaced = 'leaf' in change && change.leaf === ' ' ? { leaf: stored.leaf.replace('{', '{ ') } : change;

  expect(openLeaf({ ...stored, ...spaced })).toBeNull();
});

test('of a salt one spelling is that of the leaf, though others hold the same bytes', () => {
  const [given] = fc.sample(draft, 1) as [ReceiptDraft];
  const { stored } = sealReceipt(given, place, (size) => Buffer.alloc(size, 0));
  const leaf = openLeaf(stored);
  if (leaf === null) throw new Error('It was sealed.');
  const [zero, other] = ['A'.repeat(22), `${'A'.repeat(21)}B`];

  expect(commitment(other, 'x')).toBe(commitment(zero, 'x'));
  expect(openParts(leaf, stored.parts)).not.toBeNull();
  expect(openParts(leaf, stored.parts.replace(zero, other))).toBeNull();
});

test('a leaf with any member missing, of another name or of another kind, or with one more, is none', () => {
  const [given] = fc.sample(draft, 1) as [ReceiptDraft];
  const { stored } = sealReceipt(given, place, randomBytes);
  const leaf = JSON.parse(stored.leaf) as Record<string, unknown>;
  const opened = (other: object) => openLeaf({ ...stored, leaf: canonical(other) });

  expect(opened(leaf)).toEqual(leaf);
  expect(opened({ ...leaf, more: null })).toBeNull();
  expect(
    openLeaf({ ...stored, leaf: stored.leaf.replace('"operation":"o', '"operation":"\\ud800') }),
  ).toBeNull();
  for (const [name, value] of Object.entries(leaf)) {
    const { [name]: _gone, ...rest } = leaf;
    expect(opened(rest), name).toBeNull();
    expect(opened({ ...rest, [`${name}s`]: value }), name).toBeNull();
    expect(opened({ ...leaf, [name]: [value] }), name).toBeNull();
  }
});

test('a commitment is SHA-256 of the salt and the text, whatever came before it', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
      fc.string({ unit: 'grapheme', maxLength: 20_000 }),
      (salt, text) => {
        const expected = createHash('sha256').update(salt).update(text).digest('base64url');

        expect(commitment(Buffer.from(salt).toString('base64url'), text)).toBe(expected);
      },
    ),
    { numRuns: 50 },
  );
});

test('each receipt has salts of its own: the same draft, sealed twice, commits to different hashes', () => {
  const [given] = fc.sample(draft, 1) as [ReceiptDraft];
  const hashes = [1, 2].map(() => sealReceipt(given, place, randomBytes).kept.leaf);

  expect(hashes[0]).not.toBe(hashes[1]);
});

test('who an entry tells of is read from its text, with escapes and without', () => {
  expect(subjectOf('{"subject":{"key":"a","type":"Person"},"told":[]}')).toEqual({
    key: 'a',
    type: 'Person',
  });
  expect(subjectOf('{"subject":{"key":"a\\"b","type":"Person"},"told":[]}')).toEqual({
    key: 'a"b',
    type: 'Person',
  });
  expect([
    subjectOf('{"told":[]}'),
    subjectOf('{'),
    subjectOf('{"subject":{"key":1,"type":"Person"}}'),
  ]).toEqual([null, null, null]);
});

test('canonical JSON is that of RFC 8785: its own example of sorting and numbers', () => {
  const value = {
    numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27],
    string: '€$\u000f\nA\'B"\\\\"/',
    literals: [null, true, false],
  };

  expect(canonical(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  expect(() => canonical({ lone: '\ud800' })).toThrow();
});
