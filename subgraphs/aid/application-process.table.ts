import { sql } from 'drizzle-orm';
import { bigint, boolean, date, index, jsonb, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { applicationStatus } from './application.table.ts';
import { aid } from './scheme.table.ts';
import type { AidStatement, EmploymentStatement, HouseholdStatement } from './statement.ts';

export const applicationAct = aid.enum('application_act', [
  'SUBMIT',
  'ASK_FOR_DOCUMENTS',
  'COMPLETE',
  'LAPSE',
  'APPROVE',
  'REJECT',
  'SETTLE',
  'REOPEN',
]);
export const noticeLanguage = aid.enum('notice_language', ['MS', 'EN']);
export const decisionOutcome = aid.enum('decision_outcome', ['APPROVE', 'REJECT']);

/** What the applicant stated at submission; never changed. */
export const statements = aid.table('statement', {
  applicationId: uuid().primaryKey(),
  household: jsonb().$type<HouseholdStatement>().notNull(),
  employment: jsonb().$type<EmploymentStatement>().notNull(),
  aid: jsonb().$type<AidStatement>().notNull(),
});

/** Where notices of an application go; the applicant may change it. */
export const applicationContacts = aid.table('application_contact', {
  applicationId: uuid().primaryKey(),
  phone: text(),
  email: text(),
  language: noticeLanguage().notNull(),
});

/** Every step of an application; rows are added and never changed. */
export const applicationSteps = aid.table(
  'application_step',
  {
    id: uuid().primaryKey(),
    /** In the order in which they were taken: an instant may have two. */
    place: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    applicationId: uuid().notNull(),
    act: applicationAct().notNull(),
    /** Null at submission. */
    fromStatus: applicationStatus(),
    toStatus: applicationStatus().notNull(),
    /** The viewer's id, or `system` for a clock. */
    by: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    reason: text(),
  },
  (t) => [index('application_step_application').on(t.applicationId, t.place)],
);

/** What an officer found by an investigation (siasatan); rows are added and never changed. Money in whole sen a month. */
export const investigations = aid.table(
  'investigation',
  {
    id: uuid().primaryKey(),
    applicationId: uuid().notNull(),
    visitedOn: date({ mode: 'string' }).notNull(),
    findings: text().notNull(),
    householdIncome: bigint({ mode: 'number' }),
    ownIncome: bigint({ mode: 'number' }),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [index('investigation_application').on(t.applicationId, t.at)],
);

/** A decision proposed by one officer, and confirmed or declined by another (four eyes). Amounts in whole sen. */
export const decisions = aid.table(
  'decision',
  {
    id: uuid().primaryKey(),
    applicationId: uuid().notNull(),
    outcome: decisionOutcome().notNull(),
    reason: text().notNull(),
    /** Outside the criteria, by the Director General's discretion. */
    isDiscretionary: boolean().notNull(),
    amount: bigint({ mode: 'number' }),
    /** Birth dates of those for whom the amount is paid by the scheme's rates; null where the officer set it. */
    recipients: jsonb().$type<readonly string[]>(),
    startsOn: date({ mode: 'string' }),
    endsOn: date({ mode: 'string' }),
    proposedBy: text().notNull(),
    proposedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    closedBy: text(),
    closedAt: timestamp({ withTimezone: true, precision: 3 }),
    /** Null while open. */
    isConfirmed: boolean(),
    closeReason: text(),
  },
  (t) => [
    index('decision_application').on(t.applicationId, t.proposedAt),
    uniqueIndex('decision_open').on(t.applicationId).where(sql`closed_at is null`),
  ],
);

export type ApplicationStatementRow = typeof statements.$inferSelect;
export type ApplicationContactRow = typeof applicationContacts.$inferSelect;
export type ApplicationStepRow = typeof applicationSteps.$inferSelect;
export type InvestigationRow = typeof investigations.$inferSelect;
export type DecisionProposalRow = typeof decisions.$inferSelect;
