import type { AssessmentRow } from './assessment.table.ts';
import {
  assess,
  assessHousehold,
  assessHouseholdOrPerHead,
  type HouseholdIncome,
  type HouseholdLines,
  type PerHeadLines,
  type Verdict,
} from './assessment.ts';
import { lineOf } from './poverty-line.ts';
import type {
  AssessmentTest,
  LineProvenance,
  PovertyLineBasis,
  PovertyLineKind,
  Strata,
} from './types.generated.ts';

/** Why nothing is written of a household: a status without people or lines behind it would be a wrong "not poor". */
export type NotAssessed = 'NOBODY_LIVES_THERE' | 'NO_LINE' | 'ASSESSED_LATER';

/** A line as it is compared with: whole sen a month. */
export type ComparedLine = {
  readonly kind: PovertyLineKind;
  readonly basis: PovertyLineBasis;
  readonly strata: Strata | null;
  readonly provenance: LineProvenance;
  readonly amount: number;
};

/** What a verdict hangs on: the figures of the day, the strata, the lines of basis year and state, and the verdict before. */
export type Counted = HouseholdIncome & {
  readonly strata: Strata;
  readonly lines: readonly ComparedLine[];
  readonly previous: Verdict | null;
};

/** What a test comes to; null where one of its lines is not on record. The one way from figures and lines to a verdict: the act, the run over all households and the replay take it. */
export function verdictBy(test: AssessmentTest, counted: Counted): Verdict | null {
  const perHead = perHeadLines(counted);
  const household = householdLines(counted);
  if (test === 'PER_HEAD') return perHead === null ? null : assess({ ...counted, ...perHead });
  if (test === 'HOUSEHOLD') return household === null ? null : assessHousehold({ ...counted, ...household });
  if (household === null || perHead === null) return null;
  return assessHouseholdOrPerHead({ ...counted, ...household, ...perHead });
}

/** The verdict of eKasih, which is the status (S1 feature 4), or why there is none. */
export function statusOf(counted: Counted): Verdict | NotAssessed {
  if (counted.memberCount === 0) return 'NOBODY_LIVES_THERE';
  return verdictBy('PER_HEAD', counted) ?? 'NO_LINE';
}

/** An assessment as it was recorded: what came of it, and by which test. */
type Recorded = Verdict & { readonly test: AssessmentTest };

/** The verdict that an assessment came to. @throws TypeError for a row that no assessment writes */
export function verdictIn({ status, exitReason }: Pick<AssessmentRow, 'status' | 'exitReason'>): Verdict {
  if (status !== 'EXITED') return { status, exitReason: null };
  if (exitReason !== null) return { status, exitReason };
  throw new TypeError('An assessment says EXITED without a reason.');
}

/** What an assessment says of itself. */
export function recordedIn(row: AssessmentRow): Recorded {
  return { ...verdictIn(row), test: row.test };
}

/** Whether the register says today of the assessment's day what was counted then; entries that were recorded later with an earlier first day change it. */
export function isCountedAs(row: HouseholdIncome, figures: HouseholdIncome | null): boolean {
  return (
    figures !== null &&
    figures.totalMonthlyIncome === row.totalMonthlyIncome &&
    figures.memberCount === row.memberCount
  );
}

/** An assessment computed once more from what it kept; null where its lines are not on record any more. `isSame` is whether it comes to what was recorded. */
export function replayOf(recorded: Recorded, counted: Counted): (Verdict & { isSame: boolean }) | null {
  const verdict = verdictBy(recorded.test, counted);
  if (verdict === null) return null;
  const isSame = verdict.status === recorded.status && verdict.exitReason === recorded.exitReason;
  return { ...verdict, isSame };
}

function perHeadLines(counted: Counted): PerHeadLines | null {
  const pair = pairOf(counted, 'PER_HEAD');
  return pair && { povertyLinePerHead: pair.poverty, foodLinePerHead: pair.food };
}

function householdLines(counted: Counted): HouseholdLines | null {
  const pair = pairOf(counted, 'HOUSEHOLD');
  return pair && { povertyLine: pair.poverty, foodLine: pair.food };
}

function pairOf(
  { lines, strata }: Counted,
  test: 'PER_HEAD' | 'HOUSEHOLD',
): { readonly poverty: number; readonly food: number } | null {
  const poverty = lineOf(lines, { test, strata }, 'POVERTY');
  const food = lineOf(lines, { test, strata }, 'FOOD');
  return poverty === null || food === null ? null : { poverty: poverty.amount, food: food.amount };
}
