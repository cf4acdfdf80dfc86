import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  assess,
  assessHousehold,
  assessHouseholdOrPerHead,
  incomePerHead,
  type Verdict,
} from './assessment.ts';

const sen = fc.integer({ min: 0, max: 5_000_000 });
const members = fc.integer({ min: 1, max: 30 });
const previous = fc.constantFrom<Verdict | null>(
  null,
  { status: 'POOR', exitReason: null },
  { status: 'HARDCORE_POOR', exitReason: null },
  { status: 'EXITED', exitReason: 'NOT_POOR' },
  { status: 'EXITED', exitReason: 'INCOME_RISE' },
);
const RANK = { HARDCORE_POOR: 0, POOR: 1, EXITED: 2 } as const;

/** Sabah, basis 2022, the example of the notes to the poverty lines: food line RM1,218, RM288 a head. */
const sabah = {
  povertyLinePerHead: 60_000,
  foodLinePerHead: 28_800,
  povertyLine: 276_000,
  foodLine: 121_800,
  previous: null,
};

test('a household is poor strictly below the line, and not on it, also where the quotient is no whole number', () => {
  fc.assert(
    fc.property(members, fc.integer({ min: 2, max: 500_000 }), previous, (memberCount, line, before) => {
      const at = (totalMonthlyIncome: number): Verdict =>
        assess({
          totalMonthlyIncome,
          memberCount,
          povertyLinePerHead: line,
          foodLinePerHead: 1,
          previous: before,
        });
      expect(at(line * memberCount).status).toBe('EXITED');
      expect(at(line * memberCount - 1).status).toBe('POOR');
      expect(at(memberCount - 1).status).toBe('HARDCORE_POOR');
      expect(at(memberCount).status).toBe('POOR');
    }),
  );
});

test('more income never makes a household poorer, by any of the three tests', () => {
  fc.assert(
    fc.property(sen, sen, members, previous, (income, more, memberCount, before) => {
      for (const by of [assess, assessHousehold, assessHouseholdOrPerHead]) {
        const rank = (totalMonthlyIncome: number): number =>
          RANK[by({ ...sabah, previous: before, totalMonthlyIncome, memberCount }).status];
        expect(rank(income + more)).toBeGreaterThanOrEqual(rank(income));
      }
    }),
  );
});

test('the test per head and the household test disagree for small and large households', () => {
  const small = { ...sabah, totalMonthlyIncome: 100_000, memberCount: 3 };
  expect([assess(small).status, assessHousehold(small).status]).toEqual(['POOR', 'HARDCORE_POOR']);
  const large = { ...sabah, totalMonthlyIncome: 150_000, memberCount: 6 };
  expect([assess(large).status, assessHousehold(large).status]).toEqual(['HARDCORE_POOR', 'POOR']);
});

test('the household test is strict and the test of JKM takes the line itself, of the household or per head', () => {
  const onHouseholdLine = { ...sabah, totalMonthlyIncome: sabah.povertyLine, memberCount: 1 };
  expect(assessHousehold(onHouseholdLine).status).toBe('EXITED');
  expect(assessHouseholdOrPerHead(onHouseholdLine).status).toBe('POOR');
  expect(
    assessHouseholdOrPerHead({ ...onHouseholdLine, totalMonthlyIncome: sabah.povertyLine + 1 }).status,
  ).toBe('EXITED');
  const onPerHeadLine = { ...sabah, totalMonthlyIncome: sabah.povertyLinePerHead * 7, memberCount: 7 };
  expect(assess(onPerHeadLine).status).toBe('EXITED');
  expect(assessHouseholdOrPerHead(onPerHeadLine).status).toBe('POOR');
  expect(
    assessHouseholdOrPerHead({ ...onPerHeadLine, totalMonthlyIncome: sabah.povertyLinePerHead * 7 + 1 })
      .status,
  ).toBe('EXITED');
});

test('a reason stands with EXITED and only there, and says whether the household was ever poor', () => {
  fc.assert(
    fc.property(sen, members, previous, (totalMonthlyIncome, memberCount, before) => {
      const verdict = assess({ ...sabah, totalMonthlyIncome, memberCount, previous: before });
      if (verdict.status !== 'EXITED') expect(verdict.exitReason).toBeNull();
      else if (before === null) expect(verdict.exitReason).toBe('NOT_POOR');
      else expect(verdict.exitReason).toBe(before.exitReason ?? 'INCOME_RISE');
    }),
  );
});

test('income per head is the largest whole sum that every member can have', () => {
  fc.assert(
    fc.property(sen, members, (income, memberCount) => {
      const each = incomePerHead(income, memberCount) ?? Number.NaN;
      expect(Number.isSafeInteger(each)).toBe(true);
      expect(each * memberCount).toBeLessThanOrEqual(income);
      expect((each + 1) * memberCount).toBeGreaterThan(income);
    }),
  );
  expect(incomePerHead(100, 0)).toBeNull();
});

test('a figure that is no whole sen, and a household without members, are refused rather than compared', () => {
  const whole = { ...sabah, totalMonthlyIncome: 100, memberCount: 1 };
  for (const broken of [
    { totalMonthlyIncome: 100.5 },
    { totalMonthlyIncome: -1 },
    { totalMonthlyIncome: Number.NaN },
    { memberCount: 0 },
    { memberCount: 1.5 },
    { povertyLinePerHead: 0.1 },
    { povertyLinePerHead: 2 ** 52, memberCount: 4 },
  ]) {
    expect(() => assess({ ...whole, ...broken })).toThrow(RangeError);
  }
  expect(() => assessHousehold({ ...whole, povertyLine: 0.5 })).toThrow(RangeError);
  expect(() => assessHouseholdOrPerHead({ ...whole, foodLine: -1 })).toThrow(RangeError);
  expect(() => incomePerHead(1.5, 2)).toThrow(RangeError);
});
