import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy, oneBy } from '@seisi/host/loader';
import { and, eq, sql } from 'drizzle-orm';
import { inForce } from './effective-date.policy.ts';
import { memberships } from './household.table.ts';
import { type IncomeRow, incomes } from './income.table.ts';

/** What a household is and earns today: sen a month and people. */
export type HouseholdFigures = {
  readonly householdKey: string;
  readonly totalMonthlyIncome: number;
  readonly memberCount: number;
};

/** Reads of incomes in force today. They are asked only below a subject whose grant the guard has opened. */
export const incomeLoaders = ({ db, today }: RoomParts) => ({
  incomesByPerson: manyBy(
    (row: IncomeRow) => row.personKey,
    (keys) =>
      db
        .select()
        .from(incomes)
        .where(and(anyOf(incomes.personKey, keys), inForce(incomes.since, incomes.until, today)))
        .orderBy(incomes.since, incomes.id),
  ),

  figuresByHousehold: oneBy(
    (figures: HouseholdFigures) => figures.householdKey,
    (keys) =>
      db
        .select({
          householdKey: memberships.householdKey,
          totalMonthlyIncome: sql`coalesce(sum(${incomes.monthly}), 0)`.mapWith(Number),
          memberCount: sql`count(distinct ${memberships.personKey})`.mapWith(Number),
        })
        .from(memberships)
        .leftJoin(
          incomes,
          and(eq(incomes.personKey, memberships.personKey), inForce(incomes.since, incomes.until, today)),
        )
        .where(
          and(anyOf(memberships.householdKey, keys), inForce(memberships.since, memberships.until, today)),
        )
        .groupBy(memberships.householdKey),
  ),
});
