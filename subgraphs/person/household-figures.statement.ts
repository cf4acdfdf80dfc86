import { anyOf } from '@seisi/host/any-of';
import type { Database } from '@seisi/host/database';
import { and, eq, sql } from 'drizzle-orm';
import { inForce } from './effective-date.policy.ts';
import { memberships } from './household.table.ts';
import { incomes } from './income.table.ts';

/** What a household is and earns on a day: whole sen a month, and people. */
export type HouseholdFigures = {
  readonly householdKey: string;
  readonly totalMonthlyIncome: number;
  readonly memberCount: number;
};

/** The figures of these households on a civil day, in no order; one in which nobody lives that day is not among them. */
export function figuresOn(
  db: Pick<Database, 'select'>,
  keys: readonly string[],
  day: string,
): PromiseLike<HouseholdFigures[]> {
  return db
    .select({
      householdKey: memberships.householdKey,
      totalMonthlyIncome: sql`coalesce(sum(${incomes.monthly}), 0)`.mapWith(Number),
      memberCount: sql`count(distinct ${memberships.personKey})`.mapWith(Number),
    })
    .from(memberships)
    .leftJoin(
      incomes,
      and(eq(incomes.personKey, memberships.personKey), inForce(incomes.since, incomes.until, day)),
    )
    .where(and(anyOf(memberships.householdKey, keys), inForce(memberships.since, memberships.until, day)))
    .groupBy(memberships.householdKey);
}

/** The figures of a household on one day. */
export type DayFigures = HouseholdFigures & { readonly assessedOn: string };

/** A household on a day, as a key. */
export function dayKey(row: Pick<DayFigures, 'householdKey' | 'assessedOn'>): string {
  return `${row.householdKey}/${row.assessedOn}`;
}
