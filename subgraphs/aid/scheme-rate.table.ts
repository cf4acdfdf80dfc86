import { bigint, boolean, date, index, integer, text } from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';

/** For whom a rate is paid: each person, each child, each person cared for, or each family. */
export const rateRecipient = aid.enum('rate_recipient', ['PERSON', 'CHILD', 'CARED_PERSON', 'FAMILY']);

/** What a scheme pays, by dates and ages; amounts in whole sen. Reference data: rows are ended and added, never changed. */
export const schemeRates = aid.table(
  'scheme_rate',
  {
    id: text().primaryKey(),
    schemeCode: text().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    /** The last day; null while in force. */
    endsOn: date({ mode: 'string' }),
    recipient: rateRecipient().notNull(),
    /** In completed years, both included; null without a bound. */
    ageFrom: integer(),
    ageTo: integer(),
    /** Null where it varies or was not found. */
    amount: bigint({ mode: 'number' }),
    /** Whether the amount is the most that may be given, and the decision says how much. */
    isMost: boolean().notNull(),
    /** The most for all awards of this scheme in one family. */
    familyCap: bigint({ mode: 'number' }),
    source: text().notNull(),
  },
  (t) => [index('scheme_rate_scheme').on(t.schemeCode, t.startsOn)],
);

export type SchemeRateRow = typeof schemeRates.$inferSelect;
