import { expect, test } from 'vitest';
import { birthYear, isAdult, maskIdentityNumber } from './person.ts';

test('a person is adult from the eighteenth birthday on, and not a day before', () => {
  expect(isAdult('2008-11-23', '2026-11-22')).toBe(false);
  expect(isAdult('2008-11-22', '2026-11-22')).toBe(true);
});

test('one born on 29 February is adult on 1 March of a common year', () => {
  expect(isAdult('2008-02-29', '2026-02-28')).toBe(false);
  expect(isAdult('2008-02-29', '2026-03-01')).toBe(true);
});

test('a masked number shows the year of birth and the last digit, and nothing of a malformed number', () => {
  expect(maskIdentityNumber('900214955675')).toBe('90XXXX-XX-XXX5');
  expect(maskIdentityNumber('9002149556')).toBeNull();
  expect(birthYear('1990-02-14')).toBe(1990);
});
