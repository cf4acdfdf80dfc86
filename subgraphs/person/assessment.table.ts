import { sql } from 'drizzle-orm';
import { bigint, date, integer, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { person, strata } from './household.table.ts';

export const povertyStatus = person.enum('poverty_status', ['HARDCORE_POOR', 'POOR', 'EXITED']);
export const exitReason = person.enum('exit_reason', ['NOT_POOR', 'INCOME_RISE']);
export const assessmentTest = person.enum('assessment_test', [
  'PER_HEAD',
  'HOUSEHOLD',
  'HOUSEHOLD_OR_PER_HEAD',
]);
export const assessmentCause = person.enum('assessment_cause', [
  'CENSUS',
  'UPDATE',
  'NEW_LINE',
  'FOCUS_GROUP',
]);

/**
 * One computation a row, append-only; the newest, by day and then by instant, is the household's status. Amounts in sen; line and food line follow from basis year,
 * state, strata and test. The defaults are for rows that were there before these columns.
 */
export const assessments = person.table(
  'assessment',
  {
    id: uuid().primaryKey(),
    householdKey: uuid().notNull(),
    /** The day whose members, incomes and line count. */
    assessedOn: date({ mode: 'string' }).notNull(),
    status: povertyStatus().notNull(),
    exitReason: exitReason(),
    test: assessmentTest().notNull(),
    basisYear: integer().notNull(),
    state: text().notNull(),
    strata: strata().notNull(),
    totalMonthlyIncome: bigint({ mode: 'number' }).notNull(),
    memberCount: integer().notNull(),
    /** When it was computed; of one household and day no two have the same. */
    assessedAt: timestamp({ withTimezone: true, precision: 3 }).notNull().default(sql`now()`),
    cause: assessmentCause().notNull().default('UPDATE'),
    /** The assessment whose verdict it followed; null at the first. */
    previousId: uuid(),
    /** The run that computed it; null where it was computed by itself. */
    runId: uuid(),
  },
  (t) => [
    uniqueIndex('assessment_household_day').on(t.householdKey, t.assessedOn, t.assessedAt),
    uniqueIndex('assessment_run').on(t.runId, t.householdKey).where(sql`run_id is not null`),
  ],
);

export type AssessmentRow = typeof assessments.$inferSelect;
