import { sql } from 'drizzle-orm';
import { boolean, check, date, index, jsonb, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { person, relation } from './household.table.ts';
import { recordingMethod, valueOrigin } from './recorded-income.table.ts';

export const moveKind = person.enum('move_kind', ['INTO_HOUSEHOLD', 'LEFT', 'DIED']);
export const moveStatus = person.enum('move_status', ['PROPOSED', 'CONFIRMED', 'WITHDRAWN']);

/** Who stays where a head leaves, and how they are related to the new one. */
export type Remaining = {
  readonly personId: string;
  readonly relationToHead: (typeof relation.enumValues)[number];
};

/**
 * A move as a first officer took it down. It opens nothing and nothing decides by it: only when a second officer confirms it, do memberships change. Person
 * and household are by their public identifiers, as said: what the officer did not reach was not looked up. `proposerKey` is the first officer's own person.
 */
export const moves = person.table(
  'move',
  {
    id: uuid().primaryKey(),
    kind: moveKind().notNull(),
    status: moveStatus().notNull(),
    personId: uuid().notNull(),
    householdId: uuid(),
    relationToHead: relation(),
    since: date({ mode: 'string' }).notNull(),
    remaining: jsonb().$type<readonly Remaining[]>().notNull(),
    reason: text().notNull(),
    origin: valueOrigin().notNull(),
    method: recordingMethod().notNull(),
    /** Which of the two sides the first officer reached, and stands for. */
    isPersonReached: boolean().notNull(),
    isHouseholdReached: boolean().notNull(),
    /** Whether the first officer's duty holds `protection`; and whether what was reached was under a seal. */
    holdsProtection: boolean().notNull(),
    isSealed: boolean().notNull(),
    proposedBy: text().notNull(),
    proposerKey: uuid().notNull(),
    proposedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    closedBy: text(),
    closedAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [
    index('move_waiting').on(t.proposedAt, t.id).where(sql`${t.status} = 'PROPOSED'`),
    check(
      'move_says_whereto',
      sql`num_nonnulls(${t.householdId}, ${t.relationToHead}) = case when ${t.kind} = 'INTO_HOUSEHOLD' then 2 else 0 end`,
    ),
    check(
      'move_is_confirmed_by_another',
      sql`case ${t.status} when 'PROPOSED' then num_nonnulls(${t.closedBy}, ${t.closedAt}) = 0
        when 'CONFIRMED' then num_nulls(${t.closedBy}, ${t.closedAt}) = 0 and ${t.closedBy} <> ${t.proposedBy}
        else num_nulls(${t.closedBy}, ${t.closedAt}) = 0 end`,
    ),
  ],
);

/** A move as it is kept. */
export type KeptMove = typeof moves.$inferSelect;
/** A move as it is met: by its identifiers alone. */
export type MoveRow = Pick<KeptMove, 'id' | 'personId' | 'householdId'>;
