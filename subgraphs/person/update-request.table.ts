import { sql } from 'drizzle-orm';
import { bigint, check, date, index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';
import { incomeSource } from './income.table.ts';
import { educationLevel, employmentStatus, maritalStatus } from './person.table.ts';

export const updateRequestStatus = person.enum('update_request_status', [
  'PENDING',
  'ACCEPTED',
  'DECLINED',
  'WITHDRAWN',
]);

/**
 * What somebody asks to have brought up to date of the own entry (S1: kemas kini dalam talian). It changes nothing and opens nothing until an officer
 * accepts it. `incomeId` is the income that is to be corrected; null with a `source` is a new one. Amounts in sen a month.
 */
export const updateRequests = person.table(
  'update_request',
  {
    id: uuid().primaryKey(),
    personKey: uuid().notNull(),
    status: updateRequestStatus().notNull(),
    statement: text().notNull(),
    since: date({ mode: 'string' }).notNull(),
    incomeId: uuid(),
    source: incomeSource(),
    monthly: bigint({ mode: 'number' }),
    until: date({ mode: 'string' }),
    maritalStatus: maritalStatus(),
    education: educationLevel(),
    employment: employmentStatus(),
    phone: text(),
    email: text(),
    askedBy: text().notNull(),
    askedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    decidedBy: text(),
    decidedAt: timestamp({ withTimezone: true, precision: 3 }),
    /** Why it was declined. */
    reason: text(),
  },
  (t) => [
    index('update_request_person').on(t.personKey, t.askedAt),
    index('update_request_pending').on(t.askedAt, t.id).where(sql`status = 'PENDING'`),
    check(
      'update_request_asks_something',
      sql`num_nonnulls(${t.source}, ${t.maritalStatus}, ${t.education}, ${t.employment}, ${t.phone}, ${t.email}) > 0
        and num_nulls(${t.source}, ${t.monthly}) <> 1`,
    ),
    check(
      'update_request_says_who_decided',
      sql`(${t.status} = 'PENDING') = (num_nonnulls(${t.decidedBy}, ${t.decidedAt}) = 0)`,
    ),
  ],
);

export type UpdateRequestRow = typeof updateRequests.$inferSelect;
export type UpdateRequestFileRow = UpdateRequestRow;
export type RequestedIncomeRow = UpdateRequestRow;
