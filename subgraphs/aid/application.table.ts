import { bigint, date, index, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';

export const applicationStatus = aid.enum('application_status', [
  'IN_PROCESS',
  'DOCUMENTS_REQUIRED',
  'APPROVED',
  'REJECTED',
  'COMPLETED',
]);
export const paymentStatus = aid.enum('payment_status', ['SCHEDULED', 'PAID', 'RETURNED']);

/** One row an application. `state` and `district` are copied from person.household, for the reach of its file. Amounts in sen. */
export const applications = aid.table(
  'application',
  {
    id: uuid().primaryKey(),
    reference: text().notNull(),
    applicantKey: uuid().notNull(),
    state: text().notNull(),
    district: text().notNull(),
    schemeCode: text().notNull(),
    status: applicationStatus().notNull(),
    submittedAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    completeAt: timestamp({ withTimezone: true, mode: 'date' }),
    decidedAt: timestamp({ withTimezone: true, mode: 'date' }),
    decisionReason: text(),
    awardAmount: bigint({ mode: 'number' }),
    awardStartsOn: date({ mode: 'string' }),
    awardEndsOn: date({ mode: 'string' }),
  },
  (t) => [
    uniqueIndex('application_reference').on(t.reference),
    index('application_applicant').on(t.applicantKey, t.submittedAt),
    index('application_district').on(t.district, t.submittedAt),
    index('application_state').on(t.state, t.submittedAt),
    // Headquarters’ list is that of no place.
    index('application_submitted').on(t.submittedAt, t.id),
  ],
);

/** One payment a row, by month; amounts in sen. */
export const payments = aid.table(
  'payment',
  {
    id: uuid().primaryKey(),
    applicationId: uuid().notNull(),
    month: date({ mode: 'string' }).notNull(),
    amount: bigint({ mode: 'number' }).notNull(),
    status: paymentStatus().notNull(),
    paidOn: date({ mode: 'string' }),
  },
  (t) => [uniqueIndex('payment_application_month').on(t.applicationId, t.month)],
);

export type ApplicationRow = typeof applications.$inferSelect;
export type PaymentRow = typeof payments.$inferSelect;
