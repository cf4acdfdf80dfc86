import { bigint, date, pgSchema, text } from 'drizzle-orm/pg-core';

export const aid = pgSchema('aid');

export const schemeLevel = aid.enum('scheme_level', ['FEDERAL', 'STATE', 'FEDERAL_OR_STATE']);
export const schemeFrequency = aid.enum('scheme_frequency', [
  'DAILY',
  'MONTHLY',
  'QUARTERLY',
  'INSTALMENTS',
  'YEARLY',
  'ONE_OFF',
]);

/** The aid schemes with the rate in force, in sen. Reference data. */
export const schemes = aid.table('scheme', {
  code: text().primaryKey(),
  nameMs: text().notNull(),
  nameEn: text().notNull(),
  agency: text().notNull(),
  level: schemeLevel().notNull(),
  frequency: schemeFrequency().notNull(),
  rate: bigint({ mode: 'number' }),
  rateNote: text(),
  effectiveFrom: date({ mode: 'string' }),
  source: text().notNull(),
});

export type SchemeRow = typeof schemes.$inferSelect;
