import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stateFigures } from './area.ts';
import { drawTotal, sigmaOf } from './income.ts';
import { randomOf } from './random.ts';
import { childrenAid } from './scheme.ts';

test('the sigma of a log-normal income grows with the Gini coefficient, and is 0.70 for 0.38', () => {
  expect(sigmaOf(0.38)).toBeCloseTo(0.7, 2);
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 0.9, noNaN: true }), (gini) => {
      expect(sigmaOf(gini + 0.01)).toBeGreaterThan(sigmaOf(gini));
    }),
  );
});

test('incomes of a state have its spread: mean over median as its Gini says, whole ringgit, a few without any', () => {
  const household = { state: '12' } as never;
  const members = [1, 2, 3, 4] as never;
  const totals = Array.from({ length: 20_000 }, (_, at) =>
    drawTotal({ random: randomOf(1, 'test', at), household, members }),
  );
  const earned = totals.filter((total) => total > 0).sort((one, other) => one - other);
  const mean = earned.reduce((sum, total) => sum + total, 0) / earned.length;
  const sigma = sigmaOf(stateFigures('12').gini);
  expect(mean / earned[(earned.length / 2 - 1) | 0]!).toBeCloseTo(Math.exp((sigma * sigma) / 2), 1);
  expect(totals.every((total) => Number.isInteger(total / 100))).toBe(true);
  expect((100 * (totals.length - earned.length)) / totals.length).toBeCloseTo(1.5, 0);
  expect(() => stateFigures('17')).toThrow(RangeError);
});

test('BKK is RM250 for each child of up to six, RM200 up to seventeen, and no more than RM1,000 a family', () => {
  const of = (...ages: number[]): number => childrenAid({ members: ages.map((age) => ({ age })) });
  expect([of(6), of(7), of(17), of(18), of(30, 5, 9)]).toEqual([25_000, 20_000, 20_000, 0, 45_000]);
  expect(of(1, 2, 3, 4, 5)).toBe(100_000);
});
