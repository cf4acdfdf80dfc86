import { sql } from 'drizzle-orm';
import { check, date, index, integer, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { person, relation } from './household.table.ts';
import { recordingMethod, valueOrigin } from './recorded-income.table.ts';

/**
 * What the register said of who lives where, one row each time it said something else: the whole membership, by when it was recorded. Rows are added and
 * never changed. `until` equal to `since` says that it never was. Version 0 is what stood there before recordings were kept, and is written with the first
 * change; `person.membership` holds the newest version, and is all there is of a membership that was never changed.
 */
export const recordedMemberships = person.table(
  'recorded_membership',
  {
    membershipId: uuid().notNull(),
    version: integer().notNull(),
    householdKey: uuid().notNull(),
    personKey: uuid().notNull(),
    relationToHead: relation().notNull(),
    since: date({ mode: 'string' }).notNull(),
    until: date({ mode: 'string' }),
    origin: valueOrigin().notNull(),
    method: recordingMethod(),
    recordedAt: timestamp({ withTimezone: true, precision: 3 }),
    /** The viewer's id, as the passport says it. */
    recordedBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.membershipId, t.version] }),
    index('recorded_membership_household').on(t.householdKey),
    index('recorded_membership_person').on(t.personKey),
    check('recorded_membership_ends_after_it_begins', sql`${t.until} is null or ${t.until} >= ${t.since}`),
    check(
      'recorded_membership_says_who_when_and_how',
      sql`case when ${t.origin} = 'CARRIED_OVER'
        then ${t.version} = 0 and num_nonnulls(${t.method}, ${t.recordedAt}, ${t.recordedBy}) = 0
        else ${t.version} > 0 and num_nulls(${t.method}, ${t.recordedAt}, ${t.recordedBy}) = 0 end`,
    ),
  ],
);

export type RecordedMembershipRow = typeof recordedMemberships.$inferSelect;
