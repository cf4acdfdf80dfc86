import { expect, test } from 'vitest';
import { daysAfter, isCivilDay, monthsAfter } from './civil-day.ts';

test('a day is one of the calendar, and nothing else', () => {
  const days = ['2028-02-29', '2026-12-31', '2027-02-29', '2026-13-01', '2026-1-1', 'tomorrow', ''];
  expect(days.map(isCivilDay)).toEqual([true, true, false, false, false, false, false]);
});

test('days and months go over the ends of months and years', () => {
  expect([daysAfter('2026-12-31', 1), daysAfter('2026-03-01', -1)]).toEqual(['2027-01-01', '2026-02-28']);
  expect([monthsAfter('2026-11-22', 12), monthsAfter('2027-01-15', -12)]).toEqual([
    '2027-11-22',
    '2026-01-15',
  ]);
});

test('a month without such a day gives its last', () => {
  expect([monthsAfter('2026-12-31', 2), monthsAfter('2028-03-31', -1)]).toEqual(['2027-02-28', '2028-02-29']);
});
