import { boolean, date, index, integer, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { programmeListKind } from './programme.table.ts';
import type { CandidateFact } from './programme-judgement.ts';
import { aid } from './scheme.table.ts';

export const candidateStatus = aid.enum('candidate_status', [
  'CANDIDATE',
  'CROSS_CHECKED',
  'ELIGIBLE',
  'FOCUS_GROUP',
  'NOT_ELIGIBLE',
  'FINALISED',
  'ANNOUNCED',
  'AWAITING_ACCOUNT',
  'READY_EFT',
  'READY_CASH',
  'PAID',
  'UNCLAIMED',
  'RETURNED',
]);
export const candidateAct = aid.enum('candidate_act', [
  'CROSS_CHECK',
  'FIND_ELIGIBLE',
  'REFER',
  'FIND_NOT_ELIGIBLE',
  'CONFIRM',
  'DECLINE',
  'FINALISE',
  'ANNOUNCE',
  'SEND_BY_EFT',
  'ASK_FOR_ACCOUNT',
  'CHECK_ACCOUNT',
  'MISS_ACCOUNT',
  'CHOOSE_COUNTER',
  'PAY_BY_EFT',
  'COME_BACK',
  'PAY_IN_CASH',
  'MISS_CLAIM',
  'RETURN',
]);
export const drawStatus = aid.enum('draw_status', ['DRAWING', 'DRAWN', 'REFUSED']);
export const drawFault = aid.enum('draw_fault', ['NO_SUCH_LIST', 'ANOTHER_DAY', 'ANOTHER_PLACE', 'ALTERED']);

/** One drawing of a programme from a locked list of the person room. A later one adds whom it finds besides and changes nobody. */
export const programmeDraws = aid.table(
  'programme_draw',
  {
    id: uuid().primaryKey(),
    programmeCode: text().notNull(),
    /** The identifier of the list in the room of people. */
    listId: uuid().notNull(),
    /** The SHA-256 of the list, as its rows were found to be; null until it is drawn. */
    listHash: text(),
    status: drawStatus().notNull(),
    /** Why it was refused. */
    fault: drawFault(),
    drawnBy: text().notNull(),
    startedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    endedAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [index('programme_draw_started').on(t.startedAt, t.id)],
);

/** Somebody who stands in a list of a programme (calon), once for each programme. What the lists say of them is not copied: the locked list keeps it. */
export const candidates = aid.table(
  'candidate',
  {
    id: uuid().primaryKey(),
    programmeCode: text().notNull(),
    drawId: uuid().notNull(),
    personKey: uuid().notNull(),
    state: text().notNull(),
    district: text().notNull(),
    /** In which kinds of lists they stand. */
    lists: programmeListKind().array().notNull(),
    status: candidateStatus().notNull(),
    /** Of the rule that decided; null, as the rule, where none was for them. */
    phase: integer(),
    ruleId: text(),
    needsRegistration: boolean().notNull(),
    /** The facts by whose want it could not be told. */
    because: text().array().$type<CandidateFact[]>().notNull(),
    /** The list of recipients in which they were finalised. */
    listId: uuid(),
    /** The day on which the money reached them; null again where the bank returned it. */
    paidOn: date({ mode: 'string' }),
  },
  (t) => [
    uniqueIndex('candidate_person').on(t.programmeCode, t.personKey),
    index('candidate_district').on(t.programmeCode, t.district, t.status),
  ],
);

/** Every step of a candidate; rows are added and never changed. */
export const candidateSteps = aid.table(
  'candidate_step',
  {
    id: uuid().primaryKey(),
    candidateId: uuid().notNull(),
    /** Counts from 1 for each candidate. */
    place: integer().notNull(),
    act: candidateAct().notNull(),
    status: candidateStatus().notNull(),
    /** Why, where an officer said so. */
    reason: text(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [uniqueIndex('candidate_step_place').on(t.candidateId, t.place)],
);

export type ProgrammeDrawRow = typeof programmeDraws.$inferSelect;
export type CandidateRow = typeof candidates.$inferSelect;
/** A step, and the status before it; null of the first. */
export type CandidateStepRow = typeof candidateSteps.$inferSelect & {
  readonly from?: CandidateRow['status'] | null;
};
/** A candidate's row, as the graph tells it and as it is met from outside. */
export type CandidacyRow = CandidateRow;
export type CandidateFileRow = CandidateRow;
/** Not a table: how many candidates of a programme there are in a district, by status and phase. */
export type CandidateFigureRow = Pick<CandidateRow, 'district' | 'status' | 'phase'> & {
  readonly candidates: number;
};
