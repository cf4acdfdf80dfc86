import { date, index, integer, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { volunteer, volunteerInterest } from './volunteering.table.ts';

export const participationStatus = volunteer.enum('participation_status', [
  'SIGNED_UP',
  'WITHDRAWN',
  'ATTENDED',
  'ABSENT',
]);

const at = () => timestamp({ withTimezone: true, precision: 3 });

/** One row a programme of volunteers (S0: program komuniti). */
export const programmes = volunteer.table('programme', {
  id: uuid().primaryKey(),
  title: text().notNull(),
  /** Whose it is; null for the department's own. */
  organisationCode: text(),
  /** A state's code, as `05`. */
  state: text().notNull(),
  /** From this day on nothing is planned in it. */
  closedOn: date({ mode: 'string' }),
  by: text().notNull(),
  at: at().notNull(),
});

/** One row an activity of a programme, on one day. */
export const activities = volunteer.table(
  'activity',
  {
    id: uuid().primaryKey(),
    programmeId: uuid().notNull(),
    title: text().notNull(),
    interest: volunteerInterest().notNull(),
    state: text().notNull(),
    district: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    place: text().notNull(),
    hours: integer().notNull(),
    capacity: integer().notNull(),
    cancelledOn: date({ mode: 'string' }),
    by: text().notNull(),
    at: at().notNull(),
  },
  (t) => [index('activity_day').on(t.day, t.id), index('activity_programme').on(t.programmeId, t.day)],
);

/** One row a volunteer in an activity; hours where they were there. */
export const participations = volunteer.table(
  'participation',
  {
    id: uuid().primaryKey(),
    activityId: uuid().notNull(),
    volunteeringId: uuid().notNull(),
    status: participationStatus().notNull(),
    hours: integer(),
    /** Drawn when they were there; null before. */
    certificateNumber: text(),
    signedUpAt: at().notNull(),
    recordedAt: at(),
  },
  (t) => [
    uniqueIndex('participation_once').on(t.activityId, t.volunteeringId),
    uniqueIndex('participation_certificate').on(t.certificateNumber),
    index('participation_volunteering').on(t.volunteeringId, t.signedUpAt),
  ],
);

/** One row whatever was said of a participation, by whom. Rows are added and never changed. */
export const participationSteps = volunteer.table(
  'participation_step',
  {
    id: uuid().primaryKey(),
    participationId: uuid().notNull(),
    toStatus: participationStatus().notNull(),
    hours: integer(),
    by: text().notNull(),
    at: at().notNull(),
  },
  (t) => [index('participation_step_participation').on(t.participationId, t.at)],
);

export type VolunteerProgrammeRow = typeof programmes.$inferSelect;
export type VolunteerActivityRow = typeof activities.$inferSelect;
export type ActivityParticipationRow = typeof participations.$inferSelect;
