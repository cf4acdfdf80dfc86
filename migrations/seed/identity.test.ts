import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDate } from './calendar.ts';
import { birthOf, kindAt, SAME_YEAR_AND_SEX, UNASSIGNED_PLACES } from './identity.ts';
import { MOST_HOUSEHOLDS } from './registry-index.ts';

const household = fc.integer({ min: 0, max: MOST_HOUSEHOLDS - 1 });
const year = fc.integer({ min: 1930, max: 2027 });
const sex = fc.constantFrom('FEMALE' as const, 'MALE' as const);
const nth = fc.integer({ min: 0, max: SAME_YEAR_AND_SEX - 1 });

test('an identity number is well-formed, tells birth date and sex, and stands on a place code that nobody has', () => {
  fc.assert(
    fc.property(household, year, sex, nth, (at, of, as, count) => {
      const { birthDate, identityNumber } = birthOf(at, of, as, count);
      expect(isDate(birthDate) && birthDate.startsWith(String(of))).toBe(true);
      expect(identityNumber).toMatch(/^\d{12}$/);
      expect(identityNumber.slice(0, 6)).toBe(birthDate.slice(2).replaceAll('-', ''));
      expect(UNASSIGNED_PLACES).toContain(identityNumber.slice(6, 8));
      expect(Number(identityNumber.at(-1)) % 2).toBe(as === 'MALE' ? 1 : 0);
    }),
    { numRuns: 1000 },
  );
});

test('two people of one birth year and sex never share a number, in a registry of any size', () => {
  fc.assert(
    fc.property(household, household, year, sex, nth, nth, (one, other, of, as, first, second) => {
      const same = one === other && first === second;
      expect(
        birthOf(one, of, as, first).identityNumber === birthOf(other, of, as, second).identityNumber,
      ).toBe(same);
    }),
    { numRuns: 2000 },
  );
  const all = new Set<string>();
  for (let at = 0; at < MOST_HOUSEHOLDS; at += 24) all.add(birthOf(at, 1990, 'MALE', 0).identityNumber);
  expect(all.size).toBe(MOST_HOUSEHOLDS / 24);
});

test('beyond its capacity the rule refuses rather than repeats a number', () => {
  expect(() => birthOf(MOST_HOUSEHOLDS, 1990, 'MALE', 0)).toThrow(RangeError);
  expect(() => birthOf(0, 1990, 'MALE', SAME_YEAR_AND_SEX)).toThrow(RangeError);
});

test('a number stands on a MyKid until the day before the 12th birthday and on a MyKad from that day', () => {
  expect(kindAt('2014-05-06', '2026-05-05')).toBe('MYKID');
  expect(kindAt('2014-05-06', '2026-05-06')).toBe('MYKAD');
});
