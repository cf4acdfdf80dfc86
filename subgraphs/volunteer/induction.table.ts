import { date, index, integer, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { volunteer } from './volunteering.table.ts';

export const inductionAttendance = volunteer.enum('induction_attendance', [
  'AWAITED',
  'ATTENDED',
  'ABSENT',
  'WITHDRAWN',
]);

const at = () => timestamp({ withTimezone: true, precision: 3 });

/** The compulsory inductions (taklimat; S0) that district offices hold. */
export const inductions = volunteer.table(
  'induction',
  {
    id: uuid().primaryKey(),
    /** A state's code, as `05`. */
    state: text().notNull(),
    /** A district's code, as `5_5`. */
    district: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    place: text().notNull(),
    capacity: integer().notNull(),
    by: text().notNull(),
    at: at().notNull(),
  },
  (t) => [index('induction_day').on(t.day, t.id)],
);

/** One row an invitation to an induction. */
export const invitations = volunteer.table(
  'invitation',
  {
    id: uuid().primaryKey(),
    inductionId: uuid().notNull(),
    volunteeringId: uuid().notNull(),
    attendance: inductionAttendance().notNull(),
    invitedBy: text().notNull(),
    invitedAt: at().notNull(),
    recordedBy: text(),
    recordedAt: at(),
  },
  (t) => [
    uniqueIndex('invitation_once').on(t.inductionId, t.volunteeringId),
    index('invitation_volunteering').on(t.volunteeringId, t.invitedAt),
  ],
);

export type VolunteerInductionRow = typeof inductions.$inferSelect;
export type InductionInvitationRow = typeof invitations.$inferSelect;
