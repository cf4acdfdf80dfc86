import { contactColumns } from '@seisi/host/notice.table';
import { sql } from 'drizzle-orm';
import { bigint, date, index, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { pass } from './work-pass.table.ts';

export const renewalStatus = pass.enum('renewal_status', [
  'DRAFT',
  'SUBMITTED',
  'INCOMPLETE',
  'CHECKED',
  'AWAITING_PAYMENT',
  'APPROVED',
  'ISSUED',
  'REJECTED',
  'CANCELLED',
]);

/** What an officer found of one condition; unknown is never a no. */
export type CheckAnswer = 'PASSED' | 'FAILED' | 'UNKNOWN';

const at = () => timestamp({ withTimezone: true, precision: 3 });

/** One row an application to renew a pass (permohonan lanjutan; S4). */
export const renewals = pass.table(
  'renewal',
  {
    id: uuid().primaryKey(),
    reference: text().notNull(),
    workPassId: uuid().notNull(),
    employerId: uuid().notNull(),
    /** Who speaks for the employer, by the hidden key. */
    personKey: uuid().notNull(),
    status: renewalStatus().notNull(),
    /** As the employer states them; civil days. */
    passportExpiresOn: date({ mode: 'string' }).notNull(),
    medicalOn: date({ mode: 'string' }).notNull(),
    ...contactColumns(),
    startedAt: at().notNull(),
    submittedAt: at(),
    decidedAt: at(),
    /** What is to be paid, in sen; null before it was asked for. */
    levySen: bigint({ mode: 'number' }),
    levyReference: text(),
    levyPaidOn: date({ mode: 'string' }),
    /** The pass that was issued. */
    newPassId: uuid(),
  },
  (t) => [
    uniqueIndex('renewal_reference').on(t.reference),
    uniqueIndex('renewal_open')
      .on(t.workPassId)
      .where(sql`status not in ('ISSUED', 'REJECTED', 'CANCELLED')`),
    index('renewal_person').on(t.personKey, t.startedAt),
    index('renewal_submitted').on(t.submittedAt, t.id),
    index('renewal_status_submitted').on(t.status, t.submittedAt, t.id),
  ],
);

/** One row a step of a renewal. Rows are added and never changed. */
export const renewalSteps = pass.table(
  'renewal_step',
  {
    id: uuid().primaryKey(),
    renewalId: uuid().notNull(),
    /** In which order they were taken: several may be of one instant. */
    place: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    act: text().notNull(),
    toStatus: renewalStatus().notNull(),
    by: text().notNull(),
    at: at().notNull(),
    note: text(),
  },
  (t) => [index('renewal_step_renewal').on(t.renewalId, t.place)],
);

/** What an officer found of each condition; the newest of each counts. Rows are added and never changed. */
export const renewalChecks = pass.table(
  'renewal_check',
  {
    id: uuid().primaryKey(),
    renewalId: uuid().notNull(),
    /** In which order they were recorded. */
    place: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    condition: text().notNull(),
    answer: text().$type<CheckAnswer>().notNull(),
    by: text().notNull(),
    at: at().notNull(),
  },
  (t) => [index('renewal_check_renewal').on(t.renewalId, t.at)],
);

export type PassRenewalRow = typeof renewals.$inferSelect;
export type PassRenewalFileRow = PassRenewalRow;
export type PassRenewalStepRow = typeof renewalSteps.$inferSelect;
export type PassCheckRow = typeof renewalChecks.$inferSelect;
