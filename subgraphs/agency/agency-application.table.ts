import { date, index, integer, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { agency, agencyKind, registrationScheme } from './agency.table.ts';

export const agencyApplicationStatus = agency.enum('agency_application_status', [
  'APPLIED',
  'NUMBER_CHECKED',
  'LETTER_CHECKED',
  'ADMITTED',
  'REFUSED',
  'WITHDRAWN',
]);
export const agencyApplicationAct = agency.enum('agency_application_act', [
  'APPLY',
  'CHECK_NUMBER',
  'CHECK_LETTER',
  'ADMIT',
  'REFUSE',
  'WITHDRAW',
]);

const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' });

/** One row an application of an organisation to take part. Who applied is known by the hidden key alone. */
export const agencyApplications = agency.table(
  'agency_application',
  {
    id: uuid().primaryKey(),
    reference: text().notNull(),
    applicantKey: uuid().notNull(),
    status: agencyApplicationStatus().notNull(),
    name: text().notNull(),
    kind: agencyKind().notNull(),
    registrationScheme: registrationScheme(),
    registrationNumber: text(),
    contactEmail: text().notNull(),
    contactPhone: text().notNull(),
    letterReference: text().notNull(),
    letterDate: date({ mode: 'string' }).notNull(),
    letterSha256: text().notNull(),
    appliedAt: instant().notNull(),
    /** The agency that came of it. */
    agencyCode: text(),
  },
  (t) => [
    uniqueIndex('agency_application_reference').on(t.reference),
    index('agency_application_applied').on(t.appliedAt, t.id),
    index('agency_application_applicant').on(t.applicantKey, t.appliedAt),
  ],
);

/** Every act on an application. Rows are added and never changed. */
export const agencyApplicationSteps = agency.table(
  'agency_application_step',
  {
    id: uuid().primaryKey(),
    applicationId: uuid().notNull(),
    /** Its place in the history, from 1. */
    nth: integer().notNull(),
    act: agencyApplicationAct().notNull(),
    toStatus: agencyApplicationStatus().notNull(),
    /** The officer; null for what the applicant did. */
    by: text(),
    /** Whose act it is: the officer's own person, or the applicant. */
    byKey: uuid().notNull(),
    at: instant().notNull(),
    reason: text(),
  },
  (t) => [uniqueIndex('agency_application_step_of').on(t.applicationId, t.nth)],
);

export type AgencyApplicationRow = typeof agencyApplications.$inferSelect;
export type AgencyApplicationStepRow = typeof agencyApplicationSteps.$inferSelect;
