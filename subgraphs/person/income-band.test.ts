import { expect, test } from 'vitest';
import { incomeBandOf } from './income-band.ts';

test.each([
  [0, 'B40'],
  [524_999, 'B40'],
  [525_000, 'M40'],
  [1_181_999, 'M40'],
  [1_182_000, 'T20'],
  [Number.MAX_SAFE_INTEGER, 'T20'],
] as const)('%i sen a month is %s: the edge belongs to the group above', (monthly, band) => {
  expect(incomeBandOf(monthly)).toBe(band);
});

test.each([-1, 0.5, Number.NaN, 2 ** 53])('%d is no whole amount and has no group', (monthly) => {
  expect(() => incomeBandOf(monthly)).toThrow(RangeError);
});
