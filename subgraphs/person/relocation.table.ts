import { sql } from 'drizzle-orm';
import { boolean, check, date, index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { person, strata } from './household.table.ts';
import { moveStatus } from './move.table.ts';
import { recordingMethod, valueOrigin } from './recorded-income.table.ts';

/**
 * A household's move to another district or strata as a first officer took it down. It opens nothing and nothing decides by it: only when a second officer
 * confirms it, does the address change. The household is by its public identifier, as said. `proposerKey` is the first officer's own person.
 */
export const relocations = person.table(
  'relocation',
  {
    id: uuid().primaryKey(),
    status: moveStatus().notNull(),
    householdId: uuid().notNull(),
    addressLine: text().notNull(),
    postcode: text().notNull(),
    district: text().notNull(),
    state: text().notNull(),
    strata: strata().notNull(),
    since: date({ mode: 'string' }).notNull(),
    reason: text().notNull(),
    origin: valueOrigin().notNull(),
    method: recordingMethod().notNull(),
    /** Which of the two sides the first officer reached, and stands for. */
    isHouseholdReached: boolean().notNull(),
    isAreaReached: boolean().notNull(),
    /** Whether the first officer's duty holds `protection`; and whether the household, where it was reached, was under a seal. */
    holdsProtection: boolean().notNull(),
    isSealed: boolean().notNull(),
    proposedBy: text().notNull(),
    proposerKey: uuid().notNull(),
    proposedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    closedBy: text(),
    closedAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [
    index('relocation_waiting').on(t.proposedAt, t.id).where(sql`${t.status} = 'PROPOSED'`),
    check(
      'relocation_is_confirmed_by_another',
      sql`case ${t.status} when 'PROPOSED' then num_nonnulls(${t.closedBy}, ${t.closedAt}) = 0
        when 'CONFIRMED' then num_nulls(${t.closedBy}, ${t.closedAt}) = 0 and ${t.closedBy} <> ${t.proposedBy}
        else num_nulls(${t.closedBy}, ${t.closedAt}) = 0 end`,
    ),
  ],
);

/** A household's move as it is kept. */
export type KeptRelocation = typeof relocations.$inferSelect;
/** A household's move as it is met: by its identifiers alone. */
export type RelocationRow = Pick<KeptRelocation, 'id' | 'householdId'>;
