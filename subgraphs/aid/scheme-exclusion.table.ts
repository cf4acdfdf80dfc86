import { date, index, text } from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';

/** With what a scheme cannot be had together: another scheme, or a place in an institution, a care centre or a PDK centre. */
export const exclusionKind = aid.enum('exclusion_kind', ['SCHEME', 'INSTITUTION', 'CARE_CENTRE', 'PDK']);

/** Exclusions across registers, by dates. Reference data. */
export const schemeExclusions = aid.table(
  'scheme_exclusion',
  {
    id: text().primaryKey(),
    schemeCode: text().notNull(),
    kind: exclusionKind().notNull(),
    /** The scheme that excludes; null for the other kinds. */
    excludedCode: text(),
    startsOn: date({ mode: 'string' }).notNull(),
    /** The last day; null while in force. */
    endsOn: date({ mode: 'string' }),
    source: text().notNull(),
  },
  (t) => [index('scheme_exclusion_scheme').on(t.schemeCode, t.startsOn)],
);

export type SchemeExclusionRow = typeof schemeExclusions.$inferSelect;
