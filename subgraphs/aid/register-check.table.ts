import { integer, jsonb, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';

/** Inland revenue, national registration, road transport (S0). */
export const checkedRegister = aid.enum('checked_register', ['LHDN', 'JPN', 'JPJ']);
export const checkStatus = aid.enum('check_status', ['ASKED', 'ANSWERED', 'UNAVAILABLE']);

/** What another department's register says of an applicant; one row for each register, with the newest answer. */
export const registerChecks = aid.table(
  'register_check',
  {
    id: uuid().primaryKey(),
    applicationId: uuid().notNull(),
    register: checkedRegister().notNull(),
    status: checkStatus().notNull(),
    /** As the adapter gives it; its form is checked where it is read. */
    answer: jsonb(),
    /** Why it could not be had: the kind of failure, never data. */
    failure: text(),
    attempts: integer().notNull(),
    askedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    answeredAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [uniqueIndex('register_check_application').on(t.applicationId, t.register)],
);

export type RegisterCheckRow = typeof registerChecks.$inferSelect;
