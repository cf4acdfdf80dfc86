import { bigint, date, index, jsonb, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ContestedAccessRow } from './contested-access.ts';
import { receipt } from './receipt.table.ts';

export const contestStatus = receipt.enum('contest_status', ['RAISED', 'EXTENDED', 'EXPLAINED', 'UPHELD']);
export const contestAct = receipt.enum('contest_act', ['RAISE', 'EXTEND', 'EXPLAIN', 'UPHOLD']);

/** A contest as it stands now: one person's of one entry of the own log, against the agency that looked. What was contested is kept with it, for entries are destroyed by schedule. */
export const contests = receipt.table(
  'contest',
  {
    id: uuid().primaryKey(),
    personKey: uuid().notNull(),
    agencyCode: text().notNull(),
    leafIndex: bigint({ mode: 'number' }).notNull(),
    subjectKey: uuid().notNull(),
    access: jsonb().$type<ContestedAccessRow>().notNull(),
    reason: text().notNull(),
    status: contestStatus().notNull(),
    raisedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    dueOn: date({ mode: 'string' }).notNull(),
    answer: text(),
    answeredAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [
    uniqueIndex('contest_entry').on(t.personKey, t.leafIndex, t.subjectKey),
    index('contest_person').on(t.personKey, t.raisedAt),
    index('contest_agency').on(t.agencyCode, t.raisedAt),
  ],
);

/** Every step of a contest, with what it came to; rows are added and never changed. One key is one step of one viewer: `input` is the SHA-256 of what was asked. */
export const contestSteps = receipt.table(
  'contest_step',
  {
    id: uuid().primaryKey(),
    contestId: uuid().notNull(),
    act: contestAct().notNull(),
    text: text().notNull(),
    dueOn: date({ mode: 'string' }).notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    idempotencyKey: text().notNull(),
    input: text().notNull(),
  },
  (t) => [
    index('contest_step_contest').on(t.contestId, t.at),
    uniqueIndex('contest_step_key').on(t.by, t.idempotencyKey),
  ],
);

export type ContestRow = typeof contests.$inferSelect;
export type ContestStepRow = typeof contestSteps.$inferSelect;
