import type { ExitReason, PovertyStatus } from './types.generated.ts';

/** What an assessment comes to (S3): a reason stands with `EXITED` and only there. */
export type Verdict =
  | { readonly status: 'HARDCORE_POOR' | 'POOR'; readonly exitReason: null }
  | { readonly status: 'EXITED'; readonly exitReason: ExitReason };

/** A household's income that day: whole sen a month, and how many members it feeds. */
export type HouseholdIncome = { readonly totalMonthlyIncome: number; readonly memberCount: number };

/** The lines in force, in whole sen a month. */
export type HouseholdLines = { readonly povertyLine: number; readonly foodLine: number };
export type PerHeadLines = { readonly povertyLinePerHead: number; readonly foodLinePerHead: number };

/** The verdict before this one; null at the first assessment. */
export type Previous = { readonly previous: Verdict | null };

/** The test PER_HEAD of eKasih (S1 feature 4): `income < line × members`, strictly, never a quotient. Throws RangeError where a figure is no whole number of 0 or more. */
export function assess(input: HouseholdIncome & PerHeadLines & Previous): Verdict {
  const { totalMonthlyIncome: income, memberCount: members } = checked(input);
  return verdict(
    income < product(input.povertyLinePerHead, members),
    income < product(input.foodLinePerHead, members),
    input.previous,
  );
}

/** The test HOUSEHOLD of DOSM: household income strictly below the household line, whatever the size. */
export function assessHousehold(input: HouseholdIncome & HouseholdLines & Previous): Verdict {
  const { totalMonthlyIncome: income } = checked(input);
  return verdict(income < whole(input.povertyLine), income < whole(input.foodLine), input.previous);
}

/** The test HOUSEHOLD_OR_PER_HEAD of JKM: not above the household line, or not above the line per head (`<=`). */
export function assessHouseholdOrPerHead(
  input: HouseholdIncome & HouseholdLines & PerHeadLines & Previous,
): Verdict {
  const { totalMonthlyIncome: income, memberCount: members } = checked(input);
  const within = (line: number, perHead: number): boolean =>
    income <= whole(line) || income <= product(perHead, members);
  return verdict(
    within(input.povertyLine, input.povertyLinePerHead),
    within(input.foodLine, input.foodLinePerHead),
    input.previous,
  );
}

/** Monthly income per head, rounded down to the sen: to show, never to compare. Null where nobody lives in the household. */
export function incomePerHead(totalMonthlyIncome: number, memberCount: number): number | null {
  const income = whole(totalMonthlyIncome);
  const members = whole(memberCount);
  return members === 0 ? null : (income - (income % members)) / members;
}

/** Hardcore is a part of poor. One who was poor and is no more has left by a rise of income, and stays so; one who never was is simply not poor. */
function verdict(poor: boolean, hardcore: boolean, previous: Verdict | null): Verdict {
  if (hardcore) return status('HARDCORE_POOR');
  if (poor) return status('POOR');
  if (previous === null) return { status: 'EXITED', exitReason: 'NOT_POOR' };
  return { status: 'EXITED', exitReason: previous.exitReason ?? 'INCOME_RISE' };
}

function status(poorStatus: Exclude<PovertyStatus, 'EXITED'>): Verdict {
  return { status: poorStatus, exitReason: null };
}

function checked<Input extends HouseholdIncome>(input: Input): Input {
  whole(input.totalMonthlyIncome);
  if (whole(input.memberCount) === 0) throw new RangeError('A household without members cannot be assessed.');
  return input;
}

function product(line: number, members: number): number {
  return whole(whole(line) * members);
}

/** Beyond 2^53 sums are no longer exact, and an inexact comparison is no comparison. */
function whole(value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new RangeError(`An assessment needs whole numbers of 0 or more, not ${value}.`);
}
