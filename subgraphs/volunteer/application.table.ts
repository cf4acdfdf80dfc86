import { contactColumns } from '@seisi/host/notice.table';
import { sql } from 'drizzle-orm';
import { index, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { volunteer, volunteerInterest } from './volunteering.table.ts';

export const volunteerSkill = volunteer.enum('volunteer_skill', [
  'FIRST_AID',
  'DRIVING',
  'COOKING',
  'TEACHING',
  'COUNSELLING',
  'SIGN_LANGUAGE',
  'COMPUTER',
  'TRADE',
]);
export const volunteerAvailability = volunteer.enum('volunteer_availability', [
  'WEEKDAYS',
  'EVENINGS',
  'WEEKENDS',
  'EMERGENCIES',
]);

const at = () => timestamp({ withTimezone: true, precision: 3 });

/** One row an application to become a volunteer: the form of six parts (S0), each null until it is filled. */
export const applications = volunteer.table(
  'application',
  {
    id: uuid().primaryKey(),
    /** The record as a volunteer that it is for, under the identifier that the record will have: also the identifier of the file. */
    volunteeringId: uuid().notNull(),
    personKey: uuid().notNull(),
    ...contactColumns(),
    qualification: text(),
    workExperience: text(),
    interests: volunteerInterest().array(),
    skills: volunteerSkill().array(),
    availability: volunteerAvailability().array(),
    startedAt: at().notNull(),
    /** Null while it is a draft. */
    submittedAt: at(),
  },
  (t) => [
    uniqueIndex('application_draft').on(t.personKey).where(sql`submitted_at is null`),
    index('application_volunteering').on(t.volunteeringId, t.startedAt),
  ],
);

export type VolunteerApplicationRow = typeof applications.$inferSelect;
/** What a file is met by: the record or its draft stand below it. */
export type VolunteerApplicationFileRow = { readonly id: string; readonly personKey: string };
