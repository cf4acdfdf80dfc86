import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOf, dayOf, isDate, later, monthFrom, yearsAfter, yearsBetween } from './calendar.ts';

const day = fc.integer({ min: -15_000, max: 40_000 });

test('a day number and its civil date are two names of one day', () => {
  fc.assert(
    fc.property(day, (number) => {
      expect(dayOf(dateOf(number))).toBe(number);
      expect(isDate(dateOf(number))).toBe(true);
      expect(later(dateOf(number), dateOf(number + 1))).toBe(dateOf(number + 1));
    }),
  );
});

test('what is no civil date is told from one', () => {
  for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '', 'tomorrow', '2026-01-01T00:00']) {
    expect(isDate(text)).toBe(false);
  }
});

test('an age counts full years and changes on the birthday', () => {
  expect(yearsBetween('1990-05-06', '2026-05-05')).toBe(35);
  expect(yearsBetween('1990-05-06', '2026-05-06')).toBe(36);
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 95 }), (birth, years) => {
      const birthday = yearsAfter(dateOf(birth), years);
      expect(yearsBetween(dateOf(birth), birthday)).toBe(years);
      if (years > 0) expect(yearsBetween(dateOf(birth), dateOf(dayOf(birthday) - 1))).toBe(years - 1);
    }),
  );
});

test('months are counted over the turn of the year, forward and back', () => {
  expect(monthFrom('2026-01-31', 0)).toBe('2026-01-01');
  expect(monthFrom('2026-01-15', -1)).toBe('2025-12-01');
  expect(monthFrom('2025-11-15', 14)).toBe('2027-01-01');
});
