import { sql } from 'drizzle-orm';
import { date, index, integer, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { type AssignmentRow, volunteer, volunteerInterest } from './volunteering.table.ts';

export const caseStatus = volunteer.enum('case_status', ['OPEN', 'OFFERED', 'MATCHED', 'CLOSED']);

const at = () => timestamp({ withTimezone: true, precision: 3 });

/** One row a person who needs a volunteer's help. */
export const cases = volunteer.table(
  'help_case',
  {
    id: uuid().primaryKey(),
    personKey: uuid().notNull(),
    status: caseStatus().notNull(),
    interest: volunteerInterest().notNull(),
    task: text().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    hours: integer().notNull(),
    /** Where the person lived when it was opened, as `5_5`. */
    district: text().notNull(),
    openedBy: text().notNull(),
    openedAt: at().notNull(),
  },
  (t) => [
    index('help_case_person').on(t.personKey, t.openedAt),
    index('help_case_opened').on(t.openedAt, t.id),
    index('help_case_status').on(t.status, t.openedAt, t.id),
  ],
);

/** One row a volunteer who was asked in a case: what an assignment is for. What each says of themselves is read by the other while both agree. */
export const matches = volunteer.table(
  'match',
  {
    assignmentId: uuid().primaryKey(),
    caseId: uuid().notNull(),
    offeredBy: text().notNull(),
    offeredAt: at().notNull(),
    volunteerWords: text(),
    personWords: text(),
    /** Declined, ended or done; null while one of the two may still answer, or help goes on. */
    endedAt: at(),
  },
  (t) => [
    index('match_case').on(t.caseId, t.offeredAt),
    uniqueIndex('match_live').on(t.caseId).where(sql`${t.endedAt} is null`),
  ],
);

/** One row a step of a case. Rows are added and never changed. */
export const caseSteps = volunteer.table(
  'case_step',
  {
    id: uuid().primaryKey(),
    caseId: uuid().notNull(),
    act: text().notNull(),
    toStatus: caseStatus().notNull(),
    /** The viewer's id. */
    by: text().notNull(),
    at: at().notNull(),
    note: text(),
  },
  (t) => [index('case_step_case').on(t.caseId, t.at)],
);

export type VolunteerCaseRow = typeof cases.$inferSelect;
export type MatchRow = typeof matches.$inferSelect;
export type VolunteerCaseStepRow = typeof caseSteps.$inferSelect;
/** The file of a case, by which it is met from outside. */
export type VolunteerCaseFileRow = Pick<VolunteerCaseRow, 'id' | 'personKey'>;
/** A volunteer who was asked in a case, with the assignment that they have for it. */
export type VolunteerOfferRow = MatchRow & { readonly assignment: AssignmentRow };
/** The case of an assignment, and what its person said to the volunteer. */
export type AssignedCaseRow = VolunteerCaseRow & {
  readonly assignmentStatus: AssignmentRow['status'];
  readonly personWords: string | null;
};
