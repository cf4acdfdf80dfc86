import { date, index, jsonb, text } from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';

/** The criteria of a scheme, by dates. Reference data; the form of `criteria` is checked where it is read. */
export const schemeRules = aid.table(
  'scheme_rule',
  {
    id: text().primaryKey(),
    schemeCode: text().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    /** The last day; null while in force. */
    endsOn: date({ mode: 'string' }),
    criteria: jsonb().$type<readonly unknown[]>().notNull(),
    source: text().notNull(),
  },
  (t) => [index('scheme_rule_scheme').on(t.schemeCode, t.startsOn)],
);

export type SchemeRuleRow = typeof schemeRules.$inferSelect;
