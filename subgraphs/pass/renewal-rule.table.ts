import { boolean, date, integer, text } from 'drizzle-orm/pg-core';
import { pass, passStream } from './work-pass.table.ts';

/** When passes of a stream are renewed, and how long papers must be good, from which day on. Reference data with its source: sources differ, so a rule is a row. */
export const renewalRules = pass.table('renewal_rule', {
  id: text().primaryKey(),
  stream: passStream().notNull(),
  startsOn: date({ mode: 'string' }).notNull(),
  /** How many months before its last day the window opens. */
  opensMonths: integer().notNull(),
  /** How many days before its last day it closes. */
  closesDays: integer().notNull(),
  /** For more than how many months from the day of the application the passport is to be good. */
  passportMonths: integer().notNull(),
  /** How many months old the result of FOMEMA may be. */
  medicalMonths: integer().notNull(),
  /** For how many months a pass is issued. */
  passMonths: integer().notNull(),
  /** A year, in sen. */
  levySen: integer().notNull(),
  /** Whether the contract is to be attested. */
  needsContract: boolean().notNull(),
  source: text().notNull(),
});

export type RenewalRuleRow = typeof renewalRules.$inferSelect;
