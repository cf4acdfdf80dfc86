import { expect, test } from 'vitest';
import { type Counted, isCountedAs, replayOf, statusOf, verdictBy } from './assessment-verdict.ts';

const line = (kind: 'POVERTY' | 'FOOD', basis: 'HOUSEHOLD' | 'PER_HEAD', amount: number) =>
  ({ kind, basis, amount, strata: null, provenance: 'OFFICIAL' }) as const;
/** Sabah, basis 2022, the example of the notes to the poverty lines. */
const SABAH = [
  line('POVERTY', 'PER_HEAD', 60_000),
  line('FOOD', 'PER_HEAD', 28_800),
  line('POVERTY', 'HOUSEHOLD', 276_000),
  line('FOOD', 'HOUSEHOLD', 121_800),
];
const small: Counted = {
  totalMonthlyIncome: 100_000,
  memberCount: 3,
  strata: 'RURAL',
  lines: SABAH,
  previous: null,
};

test('the three tests are told apart, and that of eKasih is the status', () => {
  const by = (counted: Counted) =>
    (['PER_HEAD', 'HOUSEHOLD', 'HOUSEHOLD_OR_PER_HEAD'] as const).map(
      (name) => verdictBy(name, counted)?.status,
    );
  expect(by(small)).toEqual(['POOR', 'HARDCORE_POOR', 'HARDCORE_POOR']);
  const large = { ...small, totalMonthlyIncome: 150_000, memberCount: 6 };
  expect(by(large)).toEqual(['HARDCORE_POOR', 'POOR', 'HARDCORE_POOR']);
  expect(statusOf(large)).toEqual({ status: 'HARDCORE_POOR', exitReason: null });
});

test.each(SABAH.map((_, at) => [at] as const))(
  'without line %i the tests that need it are unknown, and no household is called not poor',
  (at) => {
    const lines = SABAH.filter((_, nth) => nth !== at);
    const counted = { ...small, totalMonthlyIncome: 900_000, lines };
    const isPerHead = SABAH[at]?.basis === 'PER_HEAD';
    expect(statusOf(counted)).toEqual(isPerHead ? 'NO_LINE' : { status: 'EXITED', exitReason: 'NOT_POOR' });
    expect(verdictBy('HOUSEHOLD', counted) === null).toBe(!isPerHead);
    expect(verdictBy('HOUSEHOLD_OR_PER_HEAD', counted)).toBeNull();
  },
);

test('a household in which nobody lives is not assessed, whatever its lines', () => {
  expect(statusOf({ ...small, memberCount: 0, lines: [] })).toBe('NOBODY_LIVES_THERE');
});

test('a replay says whether it comes to what was recorded, or that it cannot be computed', () => {
  const recorded = { status: 'POOR', exitReason: null, test: 'PER_HEAD' } as const;
  expect(replayOf(recorded, small)).toEqual({ status: 'POOR', exitReason: null, isSame: true });
  const rise = { ...small, totalMonthlyIncome: 900_000, previous: recorded };
  expect(replayOf(recorded, rise)).toEqual({ status: 'EXITED', exitReason: 'INCOME_RISE', isSame: false });
  const exited = { status: 'EXITED', exitReason: 'NOT_POOR', test: 'PER_HEAD' } as const;
  expect(replayOf(exited, rise)?.isSame).toBe(false);
  expect(replayOf(recorded, { ...small, lines: [] })).toBeNull();
});

test('the register is the same only where sum and members are', () => {
  expect(isCountedAs(small, { totalMonthlyIncome: 100_000, memberCount: 3 })).toBe(true);
  expect(isCountedAs(small, { totalMonthlyIncome: 100_001, memberCount: 3 })).toBe(false);
  expect(isCountedAs(small, { totalMonthlyIncome: 100_000, memberCount: 4 })).toBe(false);
  expect(isCountedAs(small, null)).toBe(false);
});
