import { randomBytes, randomUUID } from 'node:crypto';
import { cursorSeal } from '@seisi/host/cursor';
import { expect, test } from 'vitest';
import { MadeAnew } from './made-anew.ts';

const [cursors, foreign] = [cursorSeal(['the key']), cursorSeal(['another'])];
const anew = () => new MadeAnew(['the key']);
const [a, b, c, d] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];

test('an id that both houses made is one thing, wherever it is met again', () => {
  const made = anew();
  expect(made.inWordsOf({ id: a, leaf: `leaf-of-${c}` }, { id: b, leaf: `leaf-of-${d}` })).toEqual({
    id: a,
    leaf: `leaf-of-${c}`,
  });
  expect(made.inWordsOf([[a], null], [[b], null])).toEqual([[a], null]);
  expect(made.ids).toEqual([
    [a, b],
    [c, d],
  ]);
});

test('an id that stands for two is a difference, in either direction', () => {
  const made = anew();
  made.inWordsOf(a, b);
  expect(made.inWordsOf(c, b)).not.toBe(c);
  expect(made.inWordsOf(a, c)).not.toBe(a);
});

test.each([
  ['KAD-000000001', 'KAD-000000002', 'KAD-000000003'],
  ['JKM-2026-000000001', 'JKM-2026-000000002', 'JKM-2026-000000003'],
  ['PSK-10-000001', 'PSK-10-000002', 'PSK-10-000003'],
  ['BL001234567890', 'BL001234567891', 'BL001234567892'],
])(
  'the digits of a number that chance made are one thing, its letters and its year are not: %s',
  (one, other, third) => {
    const made = anew();
    expect(made.inWordsOf(`It is ${one}.`, `It is ${other}.`)).toBe(`It is ${one}.`);
    expect(made.inWordsOf(one, other)).toBe(one);
    expect(made.inWordsOf(one, third)).toBe(third);
    expect(made.inWordsOf(one, other.replace(/^./, 'X'))).not.toBe(one);
  },
);

test('a year, a short number and an identity number are compared as they are', () => {
  for (const [one, other] of [
    ['AGR-2025-003', 'AGR-2025-004'],
    ['JKM-2026-000000001', 'JKM-2027-000000001'],
    ['900101999999', '900101999998'],
    ['2026-01-01', '2026-01-02'],
  ] as const)
    expect(anew().inWordsOf(one, other)).toBe(other);
});

test('a salt, and what is hashed or signed with it, is one thing too; a word of as many letters is not', () => {
  const [salt, saltOfOther] = [randomBytes(16), randomBytes(16)].map((bytes) => bytes.toString('base64url'));
  const note = (root: Buffer, signed: Buffer) =>
    `log\n3\n${root.toString('base64')}\n\n— log ${signed.toString('base64')}\n`;
  const one = [salt, note(randomBytes(32), randomBytes(68))];
  const other = [saltOfOther, note(randomBytes(32), randomBytes(68))];
  const made = anew();
  expect(made.inWordsOf(one, other)).toEqual(one);
  expect(made.inWordsOf([salt, 'x'.repeat(43)], [one[1], saltOfOther])).not.toEqual([salt, 'x'.repeat(43)]);
  expect(made.ids).toEqual([]);
  expect(made.inWordsOf('UNAUTHORIZED_ABCDEFGH1', 'UNAUTHORIZED_ABCDEFGH2')).toBe('UNAUTHORIZED_ABCDEFGH2');
});

test('ids of the seed, which nobody made anew, are never excused', () => {
  const [one, other] = ['f47ac10b-58cc-5372-a567-0e02b2c3d479', 'f47ac10b-58cc-5372-a567-0e02b2c3d470'];
  expect(anew().inWordsOf(one, other)).toBe(other);
});

test('cursors are the same where they hold the same place, and only there', () => {
  const made = anew();
  const place = ['2026-01-01T00:00:00.000001Z', 'id'];
  const here = cursors.seal(place, 'a list');
  const there = cursors.seal(place, 'the same list');
  expect(made.inWordsOf({ cursor: here }, { cursor: there })).toEqual({ cursor: here });
  expect(made.cursors).toEqual([[here, there]]);
  const [at, by] = [cursors.seal(['1', a], 'a list'), cursors.seal(['1', b], 'a list')];
  expect(made.inWordsOf([at, a], [by, b])).toEqual([at, a]);
  expect(made.inWordsOf(at, cursors.seal(['1', c], 'a list'))).not.toBe(at);

  for (const other of [cursors.seal(['2026-01-01', 'id'], 'a list'), foreign.seal(place, 'a list'), 'id'])
    expect(made.inWordsOf(here, other)).toBe(other);
});

test('whatever else differs stays different: a value, a null, a length, a name', () => {
  const told = { a: 1, b: [{ c: null }], d: 'text' };
  for (const other of [
    { ...told, a: 2 },
    { ...told, b: [] },
    { ...told, b: [{ c: 'x' }] },
    { ...told, b: [{ c: null }, 1] },
    { ...told, b: null },
    { ...told, d: 'Text' },
    { a: 1, b: [{ c: null }], e: 'text' },
  ])
    expect(anew().inWordsOf(told, other)).toEqual(other);
});
