import { bigint, date, integer, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { person, strata } from './household.table.ts';

export const povertyStatus = person.enum('poverty_status', ['HARDCORE_POOR', 'POOR', 'EXITED']);
export const exitReason = person.enum('exit_reason', ['NOT_POOR', 'INCOME_RISE']);
export const assessmentTest = person.enum('assessment_test', [
  'PER_HEAD',
  'HOUSEHOLD',
  'HOUSEHOLD_OR_PER_HEAD',
]);

/** One computation a row, append-only; the newest is the household's status. Amounts in sen; line and food line follow from basis year, state, strata and test. */
export const assessments = person.table(
  'assessment',
  {
    id: uuid().primaryKey(),
    householdKey: uuid().notNull(),
    assessedOn: date({ mode: 'string' }).notNull(),
    status: povertyStatus().notNull(),
    exitReason: exitReason(),
    test: assessmentTest().notNull(),
    basisYear: integer().notNull(),
    state: text().notNull(),
    strata: strata().notNull(),
    totalMonthlyIncome: bigint({ mode: 'number' }).notNull(),
    memberCount: integer().notNull(),
  },
  (t) => [uniqueIndex('assessment_household').on(t.householdKey, t.assessedOn)],
);

export type AssessmentRow = typeof assessments.$inferSelect;
