import { sql } from 'drizzle-orm';
import { check, date, integer, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';

export const adoptionStatus = person.enum('adoption_status', ['PROPOSED', 'ADOPTED']);

/**
 * From which civil day households are assessed by the lines of which basis year; the newest adopted on or before a day counts on it. One officer proposes and
 * another adopts (four eyes): keys are the officers' own persons, so that nobody adopts under a second account. `source` names where the register's own history has a
 * row from, which nobody proposed here.
 */
export const adoptedLines = person.table(
  'adopted_line',
  {
    id: uuid().primaryKey(),
    basisYear: integer().notNull(),
    since: date({ mode: 'string' }).notNull(),
    status: adoptionStatus().notNull(),
    source: text(),
    proposedBy: text(),
    proposerKey: uuid(),
    proposedAt: timestamp({ withTimezone: true, precision: 3 }),
    adoptedBy: text(),
    adopterKey: uuid(),
    adoptedAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [
    uniqueIndex('adopted_line_since').on(t.since).where(sql`status = 'ADOPTED'`),
    check(
      'adopted_line_is_adopted_by_another',
      sql`case when ${t.source} is not null
        then ${t.status} = 'ADOPTED' and num_nonnulls(${t.proposedBy}, ${t.proposerKey}, ${t.adoptedBy}, ${t.adopterKey}) = 0
        else num_nulls(${t.proposedBy}, ${t.proposerKey}, ${t.proposedAt}) = 0
          and num_nonnulls(${t.adoptedBy}, ${t.adopterKey}, ${t.adoptedAt}) = case when ${t.status} = 'ADOPTED' then 3 else 0 end
          and ${t.adoptedBy} is distinct from ${t.proposedBy} and ${t.adopterKey} is distinct from ${t.proposerKey} end`,
    ),
  ],
);

export type AdoptedLineRow = typeof adoptedLines.$inferSelect;
