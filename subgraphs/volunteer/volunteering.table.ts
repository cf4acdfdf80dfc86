import { date, index, integer, pgSchema, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

export const volunteer = pgSchema('volunteer');

export const volunteerStatus = volunteer.enum('volunteer_status', [
  'RECEIVED',
  'REVIEWED',
  'INVITED',
  'ABSENT',
  'ACTIVE',
  'REFUSED',
  'INACTIVE',
]);
export const volunteerInterest = volunteer.enum('volunteer_interest', [
  'HOME_HELP',
  'DISASTER_RELIEF',
  'CHILDREN',
  'DISABILITY',
]);
export const assignmentStatus = volunteer.enum('assignment_status', [
  'OFFERED',
  'VOLUNTEER_AGREED',
  'PERSON_AGREED',
  'ACCEPTED',
  'DECLINED',
  'ENDED',
  'DONE',
]);

/** One row a volunteer. */
export const volunteerings = volunteer.table(
  'volunteering',
  {
    id: uuid().primaryKey(),
    personKey: uuid().notNull(),
    applicationNumber: text().notNull(),
    status: volunteerStatus().notNull(),
    interests: volunteerInterest().array().notNull(),
    inductedOn: date({ mode: 'string' }),
    organisationCode: text(),
  },
  (t) => [
    uniqueIndex('volunteering_person').on(t.personKey),
    uniqueIndex('volunteering_number').on(t.applicationNumber),
    index('volunteering_status').on(t.status, t.applicationNumber),
  ],
);

/** One row a step of a record as a volunteer. Rows are added and never changed. */
export const volunteeringSteps = volunteer.table(
  'volunteering_step',
  {
    id: uuid().primaryKey(),
    volunteeringId: uuid().notNull(),
    act: text().notNull(),
    /** Null for the first application. */
    fromStatus: volunteerStatus(),
    toStatus: volunteerStatus().notNull(),
    /** The viewer's id. */
    by: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** Why, in words, where a reason is asked for. */
    note: text(),
  },
  (t) => [index('volunteering_step_volunteering').on(t.volunteeringId, t.at)],
);

/** One row a task given to a volunteer. */
export const assignments = volunteer.table(
  'assignment',
  {
    id: uuid().primaryKey(),
    volunteeringId: uuid().notNull(),
    activity: volunteerInterest().notNull(),
    status: assignmentStatus().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    hours: integer().notNull(),
  },
  (t) => [index('assignment_volunteering').on(t.volunteeringId, t.startsOn)],
);

/** The voluntary welfare organisations. Reference data, and what state offices admit. */
export const organisations = volunteer.table('organisation', {
  code: text().primaryKey(),
  name: text().notNull(),
  /** The state whose office admitted it, as `05`; null for those of before. */
  state: text(),
  admittedOn: date({ mode: 'string' }),
  /** From this day on it takes nobody. */
  endedOn: date({ mode: 'string' }),
});

export type VolunteeringRow = typeof volunteerings.$inferSelect;
export type VolunteerStepRow = typeof volunteeringSteps.$inferSelect;
export type AssignmentRow = typeof assignments.$inferSelect;
export type VoluntaryOrganisationRow = typeof organisations.$inferSelect;
