import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CandidateFigureRow, candidateStatus } from './candidate.table.ts';
import { moneyOf, shownFigures } from './candidate-figure.ts';

const cell = (district: string, status: CandidateFigureRow['status'], candidates: number) => ({
  ...{ district, status, phase: 1, candidates },
});

test('a cell beside which a small one could be told is left out with it', () => {
  const [small, next, large] = [cell('5_1', 'PAID', 3), cell('5_5', 'PAID', 12), cell('5_7', 'PAID', 40)];
  expect(shownFigures([small, next, large])).toEqual([large]);
  expect(shownFigures([next, large])).toEqual([next, large]);
  const other = cell('5_3', 'PAID', 8);
  expect(shownFigures([small, other, next])).toEqual([next]);
  expect(shownFigures([small])).toEqual([]);
  // Of whom no list tells a sum.
  const candidates = [cell('5_1', 'ELIGIBLE', 3), cell('5_5', 'ELIGIBLE', 12)];
  expect(shownFigures(candidates)).toEqual(candidates.slice(1));
});

test('from what is shown and the sums of the money no number below ten can be told', () => {
  const cells = fc.uniqueArray(
    fc.record({
      district: fc.constantFrom('5_1', '5_3', '5_5', '5_7'),
      status: fc.constantFrom(...candidateStatus.enumValues),
      phase: fc.constantFrom(1, 2),
      candidates: fc.integer({ min: 1, max: 30 }),
    }),
    { selector: ({ district, status, phase }) => `${district} ${status} ${phase}` },
  );
  fc.assert(
    fc.property(cells, (given) => {
      const shown = shownFigures(given);
      expect(shown.every(({ candidates }) => candidates >= 10)).toBe(true);
      const groups = Map.groupBy(given, ({ status, phase }) => `${moneyOf(status)} ${phase}`);
      for (const [name, group] of groups) {
        const rest = group.filter((one) => !shown.includes(one));
        const sum = rest.reduce((total, { candidates }) => total + candidates, 0);
        const isAll = rest.length === group.length;
        if (!name.startsWith('null') && !isAll) expect(sum === 0 || sum >= 10).toBe(true);
      }
    }),
  );
});
