import {
  bigint,
  date,
  index,
  integer,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';

export const runStatus = aid.enum('run_status', ['PREPARING', 'PREPARED', 'RELEASED', 'SENT', 'CLOSED']);

/** The payment run of a month; there is one. It goes on after a kill from where its last transaction ended. Amounts in whole sen. */
export const paymentRuns = aid.table(
  'payment_run',
  {
    id: uuid().primaryKey(),
    /** Its first day. */
    month: date({ mode: 'string' }).notNull(),
    status: runStatus().notNull(),
    /** The last award that was looked at; null before the first. */
    cursor: uuid(),
    payments: integer().notNull(),
    total: bigint({ mode: 'number' }).notNull(),
    /** Awards that could not be paid, such as those without a checked account. */
    withoutAccount: integer().notNull(),
    preparedBy: text().notNull(),
    startedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    preparedAt: timestamp({ withTimezone: true, precision: 3 }),
    /** Another officer than who prepared it (four eyes). */
    releasedBy: text(),
    releasedAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [uniqueIndex('payment_run_month').on(t.month)],
);

/** One EFT file of a run, numbered without gaps; its SHA-256 stands here before it is sent. */
export const paymentFiles = aid.table(
  'payment_file',
  {
    id: uuid().primaryKey(),
    runId: uuid().notNull(),
    number: integer().notNull(),
    lines: integer().notNull(),
    total: bigint({ mode: 'number' }).notNull(),
    hash: text().notNull(),
    madeAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    sentAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [uniqueIndex('payment_file_number').on(t.number), index('payment_file_run').on(t.runId, t.number)],
);

/** One payment's line in one file; a payment stands in exactly one, and in another only after the bank has returned that one and an officer has it paid again. */
export const paymentLines = aid.table(
  'payment_line',
  {
    paymentId: uuid().notNull(),
    /** Counts from 1. */
    attempt: integer().notNull().default(1),
    fileId: uuid(),
    runId: uuid().notNull(),
    /** Counts from 1 in its file. */
    line: integer(),
    /** For what it is paid: an award, or the one-off amount of a programme's recipient, whose identifier is the payment's. */
    awardId: uuid(),
    candidateId: uuid(),
    amount: bigint({ mode: 'number' }).notNull(),
    bankCode: text().notNull(),
    accountNumber: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.paymentId, t.attempt] }),
    uniqueIndex('payment_line_place').on(t.fileId, t.line),
    index('payment_line_run').on(t.runId, t.paymentId),
  ],
);

/** What the bank sent back, a line at a time; rows are added and never changed. */
export const paymentReturns = aid.table(
  'payment_return',
  {
    paymentId: uuid().notNull(),
    attempt: integer().notNull().default(1),
    fileId: uuid().notNull(),
    reason: text().notNull(),
    bankReference: text().notNull(),
    returnedOn: date({ mode: 'string' }).notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.paymentId, t.attempt] }),
    uniqueIndex('payment_return_reference').on(t.bankReference),
  ],
);

export type PaymentRunRow = typeof paymentRuns.$inferSelect;
export type PaymentFileRow = typeof paymentFiles.$inferSelect;
export type PaymentLineRow = typeof paymentLines.$inferSelect;
export type PaymentReturnRow = typeof paymentReturns.$inferSelect;
