import { bigint, date, index, uuid } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';

export const incomeSource = person.enum('income_source', ['WAGES', 'OWN_ACCOUNT', 'PROPERTY', 'TRANSFERS']);

/** What a person earns a month, in sen, by source and time; corrections add rows. */
export const incomes = person.table(
  'income',
  {
    id: uuid().primaryKey(),
    personKey: uuid().notNull(),
    source: incomeSource().notNull(),
    monthly: bigint({ mode: 'number' }).notNull(),
    since: date({ mode: 'string' }).notNull(),
    until: date({ mode: 'string' }),
  },
  (t) => [index('income_person').on(t.personKey, t.since)],
);

export type IncomeRow = typeof incomes.$inferSelect;
