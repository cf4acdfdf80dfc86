import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';
import type { Likeness } from './identity-match.ts';

export const identityMatchStatus = person.enum('identity_match_status', [
  'OPEN',
  'SAME_PROPOSED',
  'SAME',
  'DIFFERENT',
]);

/** Two entries of the register that may be one person's: a question for officers. Nothing that either entry holds is changed by it, and nobody sees more of either. */
export const identityMatches = person.table(
  'identity_match',
  {
    id: uuid().primaryKey(),
    /** The lesser of the two keys, so that a pair is one row. */
    firstKey: uuid().notNull(),
    secondKey: uuid().notNull(),
    /** In tenths of a bit for one person over two. */
    weight: integer().notNull(),
    likeness: jsonb().$type<Likeness>().notNull(),
    status: identityMatchStatus().notNull(),
    foundAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [
    uniqueIndex('identity_match_pair').on(t.firstKey, t.secondKey),
    index('identity_match_second').on(t.secondKey),
    index('identity_match_open').on(t.weight, t.id).where(sql`status in ('OPEN', 'SAME_PROPOSED')`),
    check('identity_match_is_of_two', sql`${t.firstKey} < ${t.secondKey}`),
  ],
);

/** Who is still to be compared with the register: whoever is put on it, and once everybody who was on it before entries were compared. */
export const identityDues = person.table(
  'identity_due',
  {
    personKey: uuid().primaryKey(),
    since: timestamp({ withTimezone: true, precision: 3 }).notNull().defaultNow(),
  },
  (t) => [index('identity_due_since').on(t.since)],
);

export const identityFinding = person.enum('identity_finding', ['SAME', 'DIFFERENT']);

/** What an officer found of a pair; rows are added and never changed. `byKey` is the officer's own person, so that nobody stands twice behind a finding. */
export const identityMatchSteps = person.table(
  'identity_match_step',
  {
    id: uuid().primaryKey(),
    matchId: uuid().notNull(),
    finding: identityFinding().notNull(),
    reason: text().notNull(),
    by: text().notNull(),
    byKey: uuid().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [index('identity_match_step_match').on(t.matchId, t.at)],
);

export type IdentityMatchRow = typeof identityMatches.$inferSelect;
/** A pair, as it is met from outside. */
export type IdentityMatchFileRow = IdentityMatchRow;
export type IdentityMatchStepRow = typeof identityMatchSteps.$inferSelect;
