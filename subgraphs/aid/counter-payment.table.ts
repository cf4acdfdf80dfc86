import { bigint, date, integer, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';

/** What a recipient was handed at the counter of a district's office (S3: tunai di kaunter); rows are added and never changed. Amounts in whole sen. */
export const counterPayments = aid.table(
  'counter_payment',
  {
    candidateId: uuid().primaryKey(),
    /** Counts from 1 over all counters, without gaps: no place shows in it. */
    receiptNumber: integer().notNull(),
    amount: bigint({ mode: 'number' }).notNull(),
    paidOn: date({ mode: 'string' }).notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [uniqueIndex('counter_payment_receipt').on(t.receiptNumber)],
);

export type CounterPaymentRow = typeof counterPayments.$inferSelect;
