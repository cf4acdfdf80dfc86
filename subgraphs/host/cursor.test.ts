import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cursorSeal } from './cursor.ts';

const seal = cursorSeal(['newest', 'older']);

test('a place opens again for the binding that it was sealed for', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.string(), (place, boundTo) => {
      expect(seal.open(seal.seal(place, boundTo), boundTo)).toEqual(place);
    }),
  );
});

test('a cursor of another binding opens nothing', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      fc.pre(one !== other);
      expect(seal.open(seal.seal(['place'], one), other)).toBeNull();
    }),
  );
});

test('a cursor in which any character was changed, added or dropped opens nothing', () => {
  const cursor = seal.seal(['2026-01-01T00:00:00.000001Z', 'id'], 'list');
  for (let index = 0; index < cursor.length; index += 1) {
    const other = cursor[index] === 'A' ? 'B' : 'A';
    expect(seal.open(cursor.slice(0, index) + other + cursor.slice(index + 1), 'list')).toBeNull();
    expect(seal.open(cursor.slice(0, index) + cursor.slice(index + 1), 'list')).toBeNull();
    expect(seal.open(`${cursor.slice(0, index)}!${cursor.slice(index)}`, 'list')).toBeNull();
  }
});

test('a text that was never sealed opens nothing', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(seal.open(text, 'list')).toBeNull();
    }),
  );
  for (const length of [0, 1, 27, 28, 29, 100])
    expect(seal.open(randomBytes(length).toString('base64url'), 'list')).toBeNull();
});

test('the same place is never sealed to the same text, so that a cursor tells nothing', () => {
  expect(new Set(Array.from({ length: 50 }, () => seal.seal(['place'], 'list'))).size).toBe(50);
});

test('a cursor of the key before the newest still opens; one of a key that is gone does not', () => {
  expect(seal.open(cursorSeal(['older']).seal(['place'], 'list'), 'list')).toEqual(['place']);
  expect(seal.open(cursorSeal(['gone']).seal(['place'], 'list'), 'list')).toBeNull();
});

test('without a key nothing can be sealed', () => {
  expect(() => cursorSeal([])).toThrow('A cursor key is needed.');
});
