import { date, index, integer, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

export const volunteer = pgSchema('volunteer');

export const volunteerStatus = volunteer.enum('volunteer_status', [
  'RECEIVED',
  'REVIEWED',
  'INVITED',
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
export const assignmentStatus = volunteer.enum('assignment_status', ['OFFERED', 'ACCEPTED', 'DONE']);

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
  (t) => [uniqueIndex('volunteering_person').on(t.personKey)],
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

/** The voluntary welfare organisations. Reference data. */
export const organisations = volunteer.table('organisation', {
  code: text().primaryKey(),
  name: text().notNull(),
});

export type VolunteeringRow = typeof volunteerings.$inferSelect;
export type AssignmentRow = typeof assignments.$inferSelect;
export type VoluntaryOrganisationRow = typeof organisations.$inferSelect;
