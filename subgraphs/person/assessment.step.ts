import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { and, desc, eq, sql } from 'drizzle-orm';
import { type AssessmentRow, assessments } from './assessment.table.ts';
import { assess } from './assessment.ts';
import { inForce } from './effective-date.policy.ts';
import { households, memberships } from './household.table.ts';
import { incomes } from './income.table.ts';
import { povertyLines } from './poverty-line.table.ts';

export type AssessmentCause = 'CENSUS' | 'UPDATE' | 'NEW_LINE' | 'FOCUS_GROUP';

/** Computes the household's status on a day from members and incomes in force that day, and writes it. */
export async function assessHousehold(
  transaction: Transaction,
  {
    householdKey,
    on,
  }: {
    readonly householdKey: string;
    readonly on: string;
    readonly at: Date;
    readonly cause: AssessmentCause;
  },
): Promise<AssessmentRow> {
  const [home] = await transaction.select().from(households).where(eq(households.key, householdKey));
  if (home === undefined) throw new RegistryError('NOT_FOUND', 'There is no such household.');
  const lines = await transaction
    .select()
    .from(povertyLines)
    .where(and(eq(povertyLines.stateCode, home.state), eq(povertyLines.basis, 'PER_HEAD')))
    .orderBy(desc(povertyLines.basisYear));
  const line = (kind: string) =>
    lines.find((one) => one.kind === kind && (one.strata ?? home.strata) === home.strata);
  const living = await transaction
    .select()
    .from(memberships)
    .where(
      and(eq(memberships.householdKey, householdKey), inForce(memberships.since, memberships.until, on)),
    );
  const [sum] = await transaction
    .select({ total: sql<string>`coalesce(sum(${incomes.monthly}), 0)` })
    .from(incomes)
    .innerJoin(memberships, eq(memberships.personKey, incomes.personKey))
    .where(
      and(
        eq(memberships.householdKey, householdKey),
        inForce(memberships.since, memberships.until, on),
        inForce(incomes.since, incomes.until, on),
      ),
    );
  const [povertyLine, foodLine] = [line('POVERTY'), line('FOOD')];
  if (povertyLine === undefined || foodLine === undefined)
    throw new RegistryError('STEP_REFUSED', 'No line.');
  const [before] = await transaction
    .select()
    .from(assessments)
    .where(eq(assessments.householdKey, householdKey))
    .orderBy(desc(assessments.assessedOn))
    .limit(1);
  const totals = { totalMonthlyIncome: Number(sum?.total ?? 0), memberCount: living.length };
  const verdict = assess({
    ...totals,
    povertyLinePerHead: povertyLine.amount,
    foodLinePerHead: foodLine.amount,
    previous:
      before === undefined ? null : ({ status: before.status, exitReason: before.exitReason } as never),
  });
  const row = {
    id: crypto.randomUUID(),
    householdKey,
    assessedOn: on,
    ...verdict,
    test: 'PER_HEAD' as const,
    basisYear: povertyLine.basisYear,
    state: home.state,
    strata: home.strata,
    ...totals,
  };
  await transaction.insert(assessments).values(row);
  return row as AssessmentRow;
}
