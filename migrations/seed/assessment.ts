import type { AssessmentRow } from '../../subgraphs/person/assessment.table.ts';
import { assess, type Verdict } from '../../subgraphs/person/assessment.ts';
import type { HouseholdMemberRow } from '../../subgraphs/person/household.table.ts';
import type { IncomeRow } from '../../subgraphs/person/income.table.ts';
import { dateOf, dayOf } from './calendar.ts';
import type { AssessmentDay, Home } from './home.ts';
import { linesPerHead } from './poverty-line.ts';
import { type Random, uuidOf } from './random.ts';

/** From when lines were applied: those of 2019 after their publication in 2020, those of 2022 since January 2024 (notes to the poverty lines). */
const LINES_OF_2019_FROM = '2020-08-01';
const LINES_OF_2022_FROM = '2024-01-15';

/** Draws when a confirmed household was assessed: once by the lines of 2022, and often once before by those of 2019. Oldest first. */
export function drawDays(random: Random, registeredOn: string, asOf: string): AssessmentDay[] {
  const ready = dayOf(registeredOn) + 30;
  const firstDay = Math.max(ready, dayOf(LINES_OF_2022_FROM));
  const newest: AssessmentDay = { on: dateOf(random.between(firstDay, dayOf(asOf) - 1)), basisYear: 2022 };
  const olderFrom = Math.max(ready, dayOf(LINES_OF_2019_FROM));
  const olderUntil = dayOf(LINES_OF_2022_FROM) - 1;
  if (olderFrom > olderUntil || !random.chance(0.55)) return [newest];
  return [{ on: dateOf(random.between(olderFrom, olderUntil)), basisYear: 2019 }, newest];
}

/** What a household's facts were on a day: the sum of its members' incomes in force, and how many lived there. */
function factsOn(
  day: string,
  memberships: readonly Pick<HouseholdMemberRow, 'personKey' | 'since' | 'until'>[],
  incomes: readonly Pick<IncomeRow, 'personKey' | 'since' | 'until' | 'monthly'>[],
): { totalMonthlyIncome: number; memberCount: number } {
  const living = new Set(memberships.filter((row) => inForce(row, day)).map((row) => row.personKey));
  const earned = incomes.filter((row) => living.has(row.personKey) && inForce(row, day));
  return { totalMonthlyIncome: earned.reduce((sum, row) => sum + row.monthly, 0), memberCount: living.size };
}

/** Whether an effective-dated row holds on a day: from `since` to the day before `until`. */
export function inForce(row: { since: string; until: string | null }, day: string): boolean {
  return row.since <= day && (row.until === null || row.until > day);
}

/** Computes the assessments of a household, oldest first, each from the facts and lines in force on its day and the verdict before it. */
export function assessmentsOf(
  { seed, index, household, plan }: Home,
  memberships: readonly HouseholdMemberRow[],
  incomes: readonly IncomeRow[],
): AssessmentRow[] {
  const { key, state, strata } = household;
  let previous: Verdict | null = null;
  let previousId: string | null = null;
  return plan.assessments.map(({ on, basisYear }, nth) => {
    const facts = factsOn(on, memberships, incomes);
    const verdict: Verdict = assess({ ...facts, ...linesPerHead(basisYear, state, strata), previous });
    previous = verdict;
    const id = uuidOf(seed, 'assessment', index * 4 + nth);
    const after = previousId;
    previousId = id;
    return {
      id,
      householdKey: key,
      assessedOn: on,
      ...verdict,
      test: 'PER_HEAD',
      basisYear,
      state,
      strata,
      ...facts,
      assessedAt: new Date(`${on}T04:00:00Z`),
      // Nothing but the lines is drawn to change between the two.
      cause: after === null ? 'CENSUS' : 'NEW_LINE',
      previousId: after,
      runId: null,
    };
  });
}
