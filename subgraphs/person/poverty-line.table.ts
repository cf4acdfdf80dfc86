import { bigint, integer, primaryKey, text } from 'drizzle-orm/pg-core';
import { person, strata } from './household.table.ts';

export const lineKind = person.enum('line_kind', ['POVERTY', 'FOOD']);
export const lineBasis = person.enum('line_basis', ['HOUSEHOLD', 'PER_HEAD']);
export const lineProvenance = person.enum('line_provenance', ['OFFICIAL', 'ESTIMATED']);

/** The dated poverty lines, in sen a month. `strata` null: for both. Reference data. */
export const povertyLines = person.table(
  'poverty_line',
  {
    code: text().notNull(),
    basisYear: integer().notNull(),
    stateCode: text().notNull(),
    strata: strata(),
    kind: lineKind().notNull(),
    basis: lineBasis().notNull(),
    amount: bigint({ mode: 'number' }).notNull(),
    provenance: lineProvenance().notNull(),
    source: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.code] })],
);

export type PovertyLineRow = typeof povertyLines.$inferSelect;
