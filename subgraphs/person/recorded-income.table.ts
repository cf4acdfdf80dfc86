import { sql } from 'drizzle-orm';
import { bigint, check, date, index, integer, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';
import { incomeSource } from './income.table.ts';

export const valueOrigin = person.enum('value_origin', [
  'DECLARATION',
  'CENSUS',
  'OTHER_REGISTER',
  'DOCUMENT',
  'CARRIED_OVER',
]);
export const recordingMethod = person.enum('recording_method', ['FORM', 'COUNTER', 'VISIT', 'TRANSFER']);

/**
 * What the register said of an income, one row each time it said something else: the whole income, by when it was recorded. Rows are added and never
 * changed. `until` equal to `since` says that the income never was. Version 0 is what stood there before recordings were kept, and is written with the
 * first change; `person.income` holds the newest version, and is all there is of an income that was never changed. Amounts in sen a month.
 */
export const recordedIncomes = person.table(
  'recorded_income',
  {
    incomeId: uuid().notNull(),
    version: integer().notNull(),
    personKey: uuid().notNull(),
    source: incomeSource().notNull(),
    monthly: bigint({ mode: 'number' }).notNull(),
    since: date({ mode: 'string' }).notNull(),
    until: date({ mode: 'string' }),
    origin: valueOrigin().notNull(),
    method: recordingMethod(),
    recordedAt: timestamp({ withTimezone: true, precision: 3 }),
    /** The viewer's id, as the passport says it. */
    recordedBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.incomeId, t.version] }),
    index('recorded_income_person').on(t.personKey),
    check('recorded_income_ends_after_it_begins', sql`${t.until} is null or ${t.until} >= ${t.since}`),
    check(
      'recorded_income_says_who_when_and_how',
      sql`case when ${t.origin} = 'CARRIED_OVER'
        then ${t.version} = 0 and num_nonnulls(${t.method}, ${t.recordedAt}, ${t.recordedBy}) = 0
        else ${t.version} > 0 and num_nulls(${t.method}, ${t.recordedAt}, ${t.recordedBy}) = 0 end`,
    ),
  ],
);

export type RecordedIncomeRow = typeof recordedIncomes.$inferSelect;
