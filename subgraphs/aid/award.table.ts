import { sql } from 'drizzle-orm';
import { bigint, date, index, integer, jsonb, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';

/** What was granted, effective-dated: a change ends one version and begins the next. Amounts in whole sen a month, or once. */
export const awards = aid.table(
  'award',
  {
    id: uuid().primaryKey(),
    applicationId: uuid().notNull(),
    /** Counts from 1. */
    version: integer().notNull(),
    personKey: uuid().notNull(),
    schemeCode: text().notNull(),
    amount: bigint({ mode: 'number' }).notNull(),
    /** Birth dates of those for whom it is paid by the scheme's rates, which it follows; null where an officer set the amount. */
    recipients: jsonb().$type<readonly string[]>(),
    startsOn: date({ mode: 'string' }).notNull(),
    /** The last day; null while open. */
    endsOn: date({ mode: 'string' }),
    reason: text().notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [
    uniqueIndex('award_version').on(t.applicationId, t.version),
    uniqueIndex('award_open').on(t.applicationId).where(sql`ends_on is null`),
    index('award_person').on(t.personKey, t.startsOn),
    index('award_dates').on(t.startsOn, t.id),
  ],
);

/** Where an award is paid to, by dates: stated by the recipient, checked by an officer (S3: "details checked with care"). */
export const bankAccounts = aid.table(
  'bank_account',
  {
    id: uuid().primaryKey(),
    personKey: uuid().notNull(),
    bankCode: text().notNull(),
    accountNumber: text().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    endsOn: date({ mode: 'string' }),
    statedBy: text().notNull(),
    statedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    checkedBy: text(),
    checkedAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [
    uniqueIndex('bank_account_open').on(t.personKey).where(sql`ends_on is null`),
    index('bank_account_unchecked')
      .on(t.statedAt, t.id)
      .where(sql`ends_on is null and checked_at is null`)
      .concurrently(),
  ],
);

export type AwardVersionRow = typeof awards.$inferSelect;
export type BankAccountRow = typeof bankAccounts.$inferSelect;
