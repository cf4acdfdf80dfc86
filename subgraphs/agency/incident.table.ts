import { index, integer, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { agency } from './agency.table.ts';

export const incidentKind = agency.enum('incident_kind', [
  'FLOOD',
  'FIRE',
  'LANDSLIDE',
  'STORM',
  'DISEASE',
  'OTHER',
]);
export const incidentStatus = agency.enum('incident_status', [
  'REPORTED',
  'DISMISSED',
  'ACTIVE',
  'COORDINATING',
  'RECOVERY',
  'CLOSED',
]);
export const incidentAct = agency.enum('incident_act', [
  'REPORT',
  'DISMISS',
  'ACTIVATE',
  'PROPOSE_EXTENSION',
  'CONFIRM_EXTENSION',
  'COORDINATE',
  'HAND_OVER',
  'TAKE_OVER',
  'RECOVER',
  'STAND_DOWN',
]);

const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' });

/**
 * One row an incident. From its activation by a second officer it is a fact of a ground, for the agencies and areas that it names, from `startsAt` until
 * `endsAt`, to the instant; who ends it sooner brings the end nearer. What is told about it names nobody.
 */
export const incidents = agency.table(
  'incident',
  {
    id: text().primaryKey(),
    kind: incidentKind().notNull(),
    status: incidentStatus().notNull(),
    title: text().notNull(),
    /** Districts, such as `5_1`. */
    areas: text().array().notNull(),
    /** The agencies that may read there, by code. */
    agencies: text().array().notNull(),
    /** The agency that leads, and the one to which it hands over; null where nothing is handed over. */
    leadAgency: text().notNull(),
    handedTo: text(),
    /** For how many hours from its activation. */
    hours: integer().notNull(),
    reportedBy: text().notNull(),
    /** The reporter's own person: the second officer is another one. */
    reporterKey: uuid().notNull(),
    reportedAt: instant().notNull(),
    /** The second officer; null while nobody stands behind it but the first. */
    activatedBy: text(),
    startsAt: instant(),
    endsAt: instant(),
    /** An extension that waits for a second officer: for how many hours from then, and by whom. */
    moreHours: integer(),
    moreBy: text(),
    moreKey: uuid(),
  },
  (t) => [index('incident_reported').on(t.reportedAt, t.id)],
);

/** Every act on an incident, with what it said. Rows are added and never changed. */
export const incidentSteps = agency.table(
  'incident_step',
  {
    id: uuid().primaryKey(),
    incidentId: text().notNull(),
    /** Its place in the history, from 1. */
    nth: integer().notNull(),
    act: incidentAct().notNull(),
    fromStatus: incidentStatus(),
    toStatus: incidentStatus().notNull(),
    by: text().notNull(),
    agencyCode: text().notNull(),
    at: instant().notNull(),
    reason: text(),
  },
  (t) => [uniqueIndex('incident_step_of').on(t.incidentId, t.nth)],
);

export type IncidentRow = typeof incidents.$inferSelect;
export type IncidentStepRow = typeof incidentSteps.$inferSelect;
