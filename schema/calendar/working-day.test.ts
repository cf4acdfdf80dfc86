import { expect, test } from 'vitest';
import { type State, stateOf } from './state.ts';
import { isWorkingDay, workingDayAfter } from './working-day.ts';

const TABLE: readonly (readonly [state: State, from: string, n: number, day: string, why: string])[] = [
  ['02', '2025-09-04', 1, '2025-09-08', 'Kedah: the Prophet’s birthday on a Friday is kept on Sunday too'],
  ['02', '2025-06-05', 1, '2025-06-09', 'Kedah: Friday rests, Saturday and Sunday are Hari Raya Haji'],
  ['02', '2025-08-28', 1, '2025-09-01', 'Kedah: National Day on a Sunday gives no Monday'],
  ['02', '2026-11-05', 1, '2026-11-09', 'Kedah: Deepavali on a Sunday gives no Monday'],
  [
    '02',
    '2026-11-22',
    30,
    '2027-01-04',
    'Kedah: Christmas on a Friday is kept on Sunday, New Year is worked',
  ],
  ['01', '2024-12-19', 1, '2024-12-22', 'Johor: Friday and Saturday rest'],
  ['01', '2024-12-19', 4, '2024-12-26', 'Johor: Christmas'],
  ['01', '2024-12-19', 5, '2024-12-29', 'Johor: the last Sunday that is worked'],
  ['01', '2024-12-19', 9, '2025-01-02', 'Johor: New Year is worked'],
  ['01', '2024-12-19', 10, '2025-01-03', 'Johor: the first Friday that is worked'],
  ['01', '2024-12-19', 11, '2025-01-06', 'Johor: Saturday and Sunday rest'],
  ['10', '2025-08-29', 1, '2025-09-02', 'Selangor: National Day on a Sunday is kept on Monday too'],
  ['10', '2026-05-29', 1, '2026-06-03', 'Selangor: Wesak on a Sunday, Monday is the King’s, so Tuesday'],
  ['10', '2026-11-22', 30, '2027-01-06', 'Selangor: the Sultan’s birthday, Christmas, New Year'],
  ['03', '2025-06-05', 1, '2025-06-10', 'Kelantan: Saturday is given back, after the second day'],
  ['03', '2024-09-26', 1, '2024-10-01', 'Kelantan: the Sultan’s birthday in September'],
  ['12', '2025-03-28', 1, '2025-04-03', 'Sabah: the Governor’s birthday is given back after Hari Raya'],
  ['13', '2026-11-06', 1, '2026-11-09', 'Sarawak: Deepavali is worked'],
  ['14', '2026-01-30', 1, '2026-02-03', 'Kuala Lumpur: two holidays on one Sunday give one Monday'],
];

test.each(TABLE)('of state %s after %s working day %i is %s (%s)', (state, from, n, day) => {
  const found = workingDayAfter(state, from, n);
  expect([found, isWorkingDay(state, found)]).toEqual([day, true]);
});

test('an additional holiday that Sabah did not give is worked there alone', () => {
  const days = (['10', '12', '13'] as const).map((state) => isWorkingDay(state, '2024-09-17'));
  expect(days).toEqual([false, true, false]);
});

test('a day whose holidays nobody knows is an error, never a working day', () => {
  for (const day of ['2023-12-29', '2031-01-02'])
    expect(() => isWorkingDay('05', day)).toThrow('not in the table');
  for (const day of ['2026-02-30', '2026-2-3', '20260203', ''])
    expect(() => isWorkingDay('05', day)).toThrow('YYYY-MM-DD');
  expect(() => workingDayAfter('05', '2030-12-20', 30)).toThrow('not in the table');
  expect(() => workingDayAfter('05', '2026-01-01', 0)).toThrow('counted from one');
  expect(() => stateOf('17')).toThrow('01 to 16');
});
