import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aidEffect, type CountedAid } from './aid-effect.ts';

const TODAY = '2026-11-22';
const aid = (given: Partial<CountedAid> = {}): CountedAid => ({
  ...{ rhythm: 'MONTHLY', value: 12_000, isInIncome: false, since: '2020-01-01', until: null },
  ...given,
});
const of = (given: Partial<Parameters<typeof aidEffect>[0]>) =>
  aidEffect({ totalMonthlyIncome: 100_000, memberCount: 2, linePerHead: 51_000, aid: [], ...given }, TODAY);

test.each([
  ['every month of the twelve', aid(), 12_000],
  ['since the first of this month', aid({ since: '2026-11-01' }), 1_000],
  ['since the second of this month', aid({ since: '2026-11-02' }), 0],
  ['until the first of this month', aid({ until: '2026-11-01' }), 11_000],
  ['until the first of the twelve', aid({ until: '2025-12-01' }), 0],
  ['once, today', aid({ rhythm: 'ONCE', since: TODAY }), 1_000],
  ['once, on the first day of the twelve months', aid({ rhythm: 'ONCE', since: '2025-11-23' }), 1_000],
  ['once, the day before', aid({ rhythm: 'ONCE', since: '2025-11-22' }), 0],
])('aid %s counts by its months', (_what, one, monthlyAid) => {
  expect(of({ aid: [one] })).toMatchObject({ monthlyAid, isWhole: true });
});

test('on 29 February twelve months began on 1 March', () => {
  const once = (since: string) => [aid({ rhythm: 'ONCE', since })];
  const facts = { totalMonthlyIncome: 0, memberCount: 1, linePerHead: 1 };
  expect(aidEffect({ ...facts, aid: once('2027-03-01') }, '2028-02-29').monthlyAid).toBe(1_000);
  expect(aidEffect({ ...facts, aid: once('2027-02-28') }, '2028-02-29').monthlyAid).toBe(0);
});

test('without aid among the incomes there is less, with aid beside them more; each is held against the line of all heads', () => {
  const [within, beside] = [aid({ isInIncome: true }), aid({ value: 2_000 })];
  expect(of({ aid: [within, beside] })).toEqual({
    ...{ monthlyAid: 14_000, isWhole: true, incomeWithout: 88_000, incomeWith: 102_000 },
    ...{ isPoorWithout: 'YES', isPoorWith: 'NO' },
  });
});

const some = fc.record({
  rhythm: fc.constantFrom('ONCE' as const, 'MONTHLY' as const),
  value: fc.option(fc.integer({ min: 1, max: 40_000 })),
  isInIncome: fc.boolean(),
  since: fc.constantFrom('2024-01-01', '2026-01-01', '2026-06-15', '2026-11-22'),
  until: fc.constant(null),
});

test('whatever a value that nobody knows may be, a verdict that is told stays true', () => {
  fc.assert(
    fc.property(
      fc.array(some, { maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 5, maxLength: 5 }),
      fc.option(fc.constantFrom(30_000, 51_000, 60_000)),
      (received, values, linePerHead) => {
        const told = of({ aid: received, linePerHead });
        const filled = received.map((one, nth) => ({ ...one, value: one.value ?? values[nth] ?? 1 }));
        const truth = of({ aid: filled, linePerHead });
        for (const name of ['isPoorWithout', 'isPoorWith'] as const) {
          if (told[name] !== 'CANNOT_TELL') expect(truth[name]).toBe(told[name]);
          if (linePerHead === null) expect(told[name]).toBe('CANNOT_TELL');
        }
        if (told.isWhole) expect(told).toEqual(truth);
      },
    ),
  );
});
