import { sql } from 'drizzle-orm';
import { date, index, integer, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { clockOutcome } from './clock.table.ts';
import { aid } from './scheme.table.ts';

export const candidateClockKind = aid.enum('candidate_clock_kind', ['ACCOUNT', 'CLAIM']);

/** A deadline of a recipient (S3: 14 days for the account, 30 for the claim); one runs at a time. Calendar days in Asia/Kuala_Lumpur. */
export const candidateClocks = aid.table(
  'candidate_clock',
  {
    id: uuid().primaryKey(),
    candidateId: uuid().notNull(),
    kind: candidateClockKind().notNull(),
    days: integer().notNull(),
    startedOn: date({ mode: 'string' }).notNull(),
    /** The last day. */
    dueOn: date({ mode: 'string' }).notNull(),
    endedOn: date({ mode: 'string' }),
    outcome: clockOutcome(),
  },
  (t) => [
    uniqueIndex('candidate_clock_running').on(t.candidateId).where(sql`ended_on is null`),
    index('candidate_clock_due').on(t.dueOn, t.id).where(sql`ended_on is null`),
  ],
);

export type CandidateClockRow = typeof candidateClocks.$inferSelect;
