import { expect, test } from 'vitest';
import { asOfDay, endOf } from './as-of.ts';

test('a civil day ends at 16:00 UTC', () => {
  expect(endOf('2026-11-22').toISOString()).toBe('2026-11-22T16:00:00.000Z');
  expect(endOf('2026-12-31').toISOString()).toBe('2026-12-31T16:00:00.000Z');
});

test('asked is of today or an earlier day of the calendar', () => {
  expect(asOfDay('day', null, '2026-11-22')).toBe('2026-11-22');
  expect(asOfDay('day', undefined, '2026-11-22')).toBe('2026-11-22');
  expect(asOfDay('day', '2024-02-29', '2026-11-22')).toBe('2024-02-29');
  for (const wrong of ['2026-11-23', '2026-02-29', 'yesterday', ''])
    expect(() => asOfDay('day', wrong, '2026-11-22')).toThrow('`day` takes a day of the calendar');
});
