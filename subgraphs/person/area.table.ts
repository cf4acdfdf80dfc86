import { text } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';

/** States and federal territories by their two-digit code. Reference data. Source: Department of Statistics Malaysia. */
export const states = person.table('state', { code: text().primaryKey(), name: text().notNull() });

/** Administrative districts by DOSM code (`5_5`). Reference data. Source: Department of Statistics Malaysia. */
export const districts = person.table('district', {
  code: text().primaryKey(),
  name: text().notNull(),
  stateCode: text().notNull(),
});

export type StateRow = typeof states.$inferSelect;
export type DistrictRow = typeof districts.$inferSelect;
