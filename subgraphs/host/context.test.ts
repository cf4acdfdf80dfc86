import { expect, test } from 'vitest';
import { civilDate } from './context.ts';

test('the civil date is that of Malaysia: it turns at four in the afternoon, UTC', () => {
  expect(civilDate(Date.parse('2026-11-21T15:59:59.999Z'))).toBe('2026-11-21');
  expect(civilDate(Date.parse('2026-11-21T16:00:00Z'))).toBe('2026-11-22');
  expect(civilDate(Date.parse('2026-12-31T16:00:00Z'))).toBe('2027-01-01');
});
