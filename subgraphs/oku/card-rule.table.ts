import { date, integer, text } from 'drizzle-orm/pg-core';
import { oku } from './registration.table.ts';

/** How long cards are valid and when they are renewed, from which day on. Reference data with its source. */
export const cardRules = oku.table('card_rule', {
  startsOn: date({ mode: 'string' }).primaryKey(),
  validYears: integer().notNull(),
  /** How many days before its last day a card may be renewed. */
  renewalOpensDays: integer().notNull(),
  /** How many days before its last day the holder is reminded, the second time too. */
  firstReminderDays: integer().notNull(),
  secondReminderDays: integer().notNull(),
  /** Within how many working days a card leaves (S0: 7). */
  sendWorkingDays: integer().notNull(),
  source: text().notNull(),
});

export type CardRuleRow = typeof cardRules.$inferSelect;
