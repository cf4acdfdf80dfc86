import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { and, asc, desc, eq, lte, max, sql } from 'drizzle-orm';
import { type AssessmentRow, assessments } from './assessment.table.ts';
import { assess, type Verdict } from './assessment.ts';
import { inForce } from './effective-date.policy.ts';
import { type HouseholdRow, households, memberships } from './household.table.ts';
import { incomes } from './income.table.ts';
import { povertyLines } from './poverty-line.table.ts';
import { lineOf } from './poverty-line.ts';

/** Why a household is assessed (S1, S2): after the census, after its data changed, under a new line, or by a focus group. */
export type AssessmentCause = 'CENSUS' | 'UPDATE' | 'NEW_LINE' | 'FOCUS_GROUP';

/**
 * Computes the household's status on a day from members and incomes in force that day, per head (S1 feature 4) by the lines of the newest basis year, and writes it.
 * A second assessment of one day takes the place of the first.
 * @throws NOT_FOUND where there is no such household, STEP_REFUSED where nobody lives there that day or no line of its place is on record
 */
export async function assessHousehold(
  transaction: Transaction,
  asked: {
    readonly householdKey: string;
    readonly on: string;
    readonly at: Date;
    readonly cause: AssessmentCause;
  },
): Promise<AssessmentRow> {
  const { householdKey, on } = asked;
  const ofKey = eq(households.key, householdKey);
  const [household] = await transaction.select().from(households).where(ofKey).for('update');
  if (household === undefined) throw new RegistryError('NOT_FOUND', 'There is no such household.');
  const counted = await figuresOn(transaction, householdKey, on);
  if (counted.memberCount === 0) throw refused('Nobody lived in this household on that day');
  const lines = await linesOf(transaction, household);
  const previous = await verdictBefore(transaction, householdKey, on);
  const verdict = assess({ ...counted, ...lines.perHead, previous });
  const { state, strata } = household;
  const computed = {
    ...verdict,
    ...counted,
    test: 'PER_HEAD' as const,
    basisYear: lines.basisYear,
    state,
    strata,
  };
  const row = { id: crypto.randomUUID(), householdKey, assessedOn: on, ...computed };
  await transaction
    .insert(assessments)
    .values(row)
    .onConflictDoUpdate({ target: [assessments.householdKey, assessments.assessedOn], set: row });
  return row;
}

async function figuresOn(
  transaction: Transaction,
  householdKey: string,
  day: string,
): Promise<{ readonly totalMonthlyIncome: number; readonly memberCount: number }> {
  const earned = and(
    eq(incomes.personKey, memberships.personKey),
    inForce(incomes.since, incomes.until, day),
  );
  const [found] = await transaction
    .select({
      totalMonthlyIncome: sql`coalesce(sum(${incomes.monthly}), 0)`.mapWith(Number),
      memberCount: sql`count(distinct ${memberships.personKey})`.mapWith(Number),
    })
    .from(memberships)
    .leftJoin(incomes, earned)
    .where(
      and(eq(memberships.householdKey, householdKey), inForce(memberships.since, memberships.until, day)),
    );
  return found ?? { totalMonthlyIncome: 0, memberCount: 0 };
}

async function linesOf(transaction: Transaction, { state, strata }: HouseholdRow) {
  const ofState = eq(povertyLines.stateCode, state);
  const newest = transaction
    .select({ year: max(povertyLines.basisYear) })
    .from(povertyLines)
    .where(ofState);
  const lines = await transaction
    .select()
    .from(povertyLines)
    .where(and(ofState, eq(povertyLines.basisYear, newest)))
    .orderBy(asc(povertyLines.code));
  const asked = { test: 'PER_HEAD' as const, strata };
  const [poverty, food] = [lineOf(lines, asked, 'POVERTY'), lineOf(lines, asked, 'FOOD')];
  if (poverty === null || food === null) throw refused('No poverty line of this place is on record');
  const perHead = { povertyLinePerHead: poverty.amount, foodLinePerHead: food.amount };
  return { basisYear: poverty.basisYear, perHead };
}

async function verdictBefore(
  transaction: Transaction,
  householdKey: string,
  day: string,
): Promise<Verdict | null> {
  const until = and(eq(assessments.householdKey, householdKey), lte(assessments.assessedOn, day));
  const [before] = await transaction
    .select()
    .from(assessments)
    .where(until)
    .orderBy(desc(assessments.assessedOn))
    .limit(1);
  if (before === undefined) return null;
  const { status, exitReason } = before;
  if (status !== 'EXITED') return { status, exitReason: null };
  return { status, exitReason: exitReason ?? 'NOT_POOR' };
}

function refused(why: string): RegistryError {
  return new RegistryError('STEP_REFUSED', `${why}, so the household cannot be assessed.`);
}
