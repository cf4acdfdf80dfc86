import { sql } from 'drizzle-orm';
import { date, index, integer, jsonb, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';

export const clockKind = aid.enum('clock_kind', ['COMPLETENESS', 'DECISION', 'APPEAL']);
export const clockCounts = aid.enum('clock_counts', ['CALENDAR', 'WORKING']);
export const clockOutcome = aid.enum('clock_outcome', ['MET', 'LAPSED', 'CANCELLED']);

/** From which day to which a clock stood still, YYYY-MM-DD; null while it does. */
export type ClockPause = { readonly from: string; readonly until: string | null };

/** A deadline of an application; one of each kind runs at a time. Civil dates in Asia/Kuala_Lumpur. */
export const clocks = aid.table(
  'clock',
  {
    id: uuid().primaryKey(),
    applicationId: uuid().notNull(),
    kind: clockKind().notNull(),
    /** Whose calendar counts. */
    state: text().notNull(),
    days: integer().notNull(),
    counts: clockCounts().notNull(),
    startedOn: date({ mode: 'string' }).notNull(),
    /** The last day; null while it stands still. */
    dueOn: date({ mode: 'string' }),
    pauses: jsonb().$type<readonly ClockPause[]>().notNull(),
    endedOn: date({ mode: 'string' }),
    outcome: clockOutcome(),
  },
  (t) => [
    uniqueIndex('clock_running').on(t.applicationId, t.kind).where(sql`ended_on is null`),
    index('clock_due').on(t.kind, t.dueOn).where(sql`ended_on is null`),
  ],
);

export type ClockRow = typeof clocks.$inferSelect;
