import fc from 'fast-check';
import { expect, test } from 'vitest';
import { growthOf } from './growth.ts';

test('of what lies on a line the growth is its slope, and noise that is the same on both sides of it changes nothing', () => {
  const numbers = { min: -1000, max: 1000, noNaN: true };
  fc.assert(
    fc.property(fc.double(numbers), fc.double(numbers), fc.double(numbers), (slope, start, noise) => {
      const samples = [1, 2, 3, 4, 5].map((minutes, at) => ({
        minutes,
        megabytes: start + slope * minutes + noise * [1, -1, 0, -1, 1][at]!,
      }));
      expect(growthOf(samples)).toBeCloseTo(slope, 6);
    }),
  );
});

test('of one moment nothing can be said', () => {
  expect(growthOf([{ minutes: 1, megabytes: 100 }])).toBeNaN();
});
