import { date, integer, jsonb, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';

export const recomputeStatus = person.enum('recompute_status', ['RUNNING', 'DONE']);

/** How many households, by `before>after` (`POOR>EXITED`, `NONE>POOR` at a first assessment), or by why they were not assessed. */
export type HouseholdCounts = Readonly<Record<string, number>>;

/** The assessment of every confirmed household by a line that was adopted, on its first day. It goes on after a kill from where its last transaction ended. */
export const recomputeRuns = person.table(
  'recompute_run',
  {
    id: uuid().primaryKey(),
    adoptedLineId: uuid().notNull(),
    /** On which civil day households are assessed; it begins then. */
    day: date({ mode: 'string' }).notNull(),
    status: recomputeStatus().notNull(),
    /** The last household that was looked at; null before the first. */
    cursor: uuid(),
    assessed: integer().notNull(),
    outcomes: jsonb().$type<HouseholdCounts>().notNull(),
    skipped: jsonb().$type<HouseholdCounts>().notNull(),
    startedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    endedAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [uniqueIndex('recompute_run_line').on(t.adoptedLineId)],
);

export type RecomputeRunRow = typeof recomputeRuns.$inferSelect;
