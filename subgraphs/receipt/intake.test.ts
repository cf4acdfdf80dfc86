import { classSet } from '@seisi/schema/classes';
import { canonical } from '@seisi/schema/receipt/canonical';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Candidate, inOrder, opened, sift, takeable } from './intake.ts';
import { NOVEMBER, sealed } from './receipt.testing.ts';
import { toldClasses } from './rows.ts';

const SERIES = ['a', 'b', 'c'] as const;
const waiting = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...SERIES), fc.integer({ min: 1, max: 12 })), {
    selector: ([series, number]) => `${series}${number}`,
  })
  .map((rows) =>
    rows
      .toSorted(([one, first], [other, second]) => (one < other ? -1 : one > other ? 1 : first - second))
      .map(([series, number]): Candidate => ({ place: `${series}${number}`, series, number, bytes: 10 })),
  );
const NO_BOUNDS = { receipts: 1000, bytes: 1e9 };

test('of each series exactly what has nothing missing before it is taken', () => {
  fc.assert(
    fc.property(waiting, fc.nat({ max: 5 }), (rows, lastNumber) => {
      const heads = new Map(SERIES.map((series) => [series, { lastNumber, lost: [] }]));
      const { places, isMore } = takeable(rows, heads, NO_BOUNDS);
      const has = new Set(rows.map(({ place }) => place));
      const isReady = ({ series, number }: Candidate): boolean => {
        for (let before = lastNumber + 1; before < number; before += 1)
          if (!has.has(`${series}${before}`)) return false;
        return true;
      };

      expect(places.toSorted()).toEqual(
        rows
          .filter(isReady)
          .map(({ place }) => place)
          .toSorted(),
      );
      expect(isMore).toBe(false);
    }),
  );
});

test('within bounds each series keeps its order, none waits for the others to be done, and all is taken in the end', () => {
  fc.assert(
    fc.property(
      waiting,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 60 }),
      (rows, receipts, bytes) => {
        let left = rows;
        const heads = new Map<string, { lastNumber: number; lost: [] }>();
        const taken: string[] = [];
        for (let turn = 0; turn < 100; turn += 1) {
          const { places } = takeable(left, heads, { receipts, bytes });
          if (places.length === 0) break;
          expect(places.length).toBeLessThanOrEqual(receipts);
          expect(places.length * 10).toBeLessThanOrEqual(Math.max(10, bytes));
          for (const place of places)
            heads.set(place[0] as string, { lastNumber: Number(place.slice(1)), lost: [] });
          left = left.filter(({ place }) => !places.includes(place));
          taken.push(...places);
        }

        expect(taken.toSorted()).toEqual(takeable(rows, new Map(), NO_BOUNDS).places.toSorted());
        for (const series of SERIES) {
          const own = taken
            .filter((place) => place.startsWith(series))
            .map((place) => Number(place.slice(1)));
          expect(own).toEqual(own.toSorted((one, other) => one - other));
        }
      },
    ),
  );
});

test('receipts stand by time, and within a series by number although its clock was turned back', () => {
  const one = sealed('6f0bd1c4-8c3a-4b43-9c6c-3ff0b5e0c0de', [1, 2, 3]);
  const back = sealed('6f0bd1c4-8c3a-4b43-9c6c-3ff0b5e0c0de', [4], 1, { at: NOVEMBER });
  const other = sealed('a30bd1c4-8c3a-4b43-9c6c-3ff0b5e0c0de', [1], 1, { at: NOVEMBER + 1500 });
  const rows = opened([...other, ...back, ...one.toReversed()]);
  const { admitted } = sift(rows, { leafAt: () => undefined, hasId: () => false }, () => () => undefined);

  expect(inOrder(admitted).map(({ row }) => `${row.series[0]}${row.number}`)).toEqual([
    '61',
    'a1',
    '62',
    '63',
    '64',
  ]);
});

test('classes are those that an entry tells, neither those withheld nor those named by a field or a key', () => {
  const told = (name: 'income' | 'aid.note') => ({
    class: name,
    ground: 'SELF',
    fields: ['"class":"bank"', ',"veiled":'],
  });
  const text = canonical({
    subject: { type: 'Person', key: '"class":"payment"' },
    told: [told('income'), told('aid.note')],
    withheld: [{ class: 'health', fields: [] }],
    veiled: false,
  });

  expect(toldClasses(text)).toBe(classSet(['income', 'aid.note']));
  expect(
    toldClasses(canonical({ subject: { type: 'Person', key: 'x' }, told: [], withheld: [], veiled: true })),
  ).toBe(0);
});
