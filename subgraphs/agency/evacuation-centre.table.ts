import { index, integer, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { agency } from './agency.table.ts';

export const centreStatus = agency.enum('centre_status', ['OPEN', 'CLOSED']);
export const needKind = agency.enum('need_kind', [
  'FOOD',
  'WATER',
  'MEDICINE',
  'SHELTER',
  'BABY_CARE',
  'SANITARY',
  'EVACUATION',
]);
export const needStatus = agency.enum('need_status', ['OPEN', 'TAKEN_ON', 'FULFILLED', 'DROPPED']);

const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' });

/** One row an evacuation centre (PPS) of an incident. It is a place, and names nobody. */
export const centres = agency.table(
  'evacuation_centre',
  {
    id: uuid().primaryKey(),
    incidentId: text().notNull(),
    name: text().notNull(),
    district: text().notNull(),
    capacity: integer().notNull(),
    status: centreStatus().notNull(),
    openedBy: text().notNull(),
    openedAt: instant().notNull(),
    closedAt: instant(),
  },
  (t) => [index('evacuation_centre_incident').on(t.incidentId)],
);

/** Each count of who is in a centre; several a day. Rows are added and never changed. */
export const counts = agency.table(
  'evacuee_count',
  {
    id: uuid().primaryKey(),
    centreId: uuid().notNull(),
    /** Its place, from 1. */
    nth: integer().notNull(),
    families: integer().notNull(),
    adults: integer().notNull(),
    children: integer().notNull(),
    infants: integer().notNull(),
    by: text().notNull(),
    agencyCode: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [uniqueIndex('evacuee_count_of').on(t.centreId, t.nth)],
);

/** One row a need of people in the area of an incident: how much of what, where; never whose. */
export const needs = agency.table(
  'incident_need',
  {
    id: uuid().primaryKey(),
    incidentId: text().notNull(),
    kind: needKind().notNull(),
    quantity: integer().notNull(),
    district: text().notNull(),
    status: needStatus().notNull(),
    reportedBy: text().notNull(),
    reporterAgency: text().notNull(),
    reportedAt: instant().notNull(),
    /** The agency that takes care of it. */
    takenOnBy: text(),
    endedAt: instant(),
  },
  (t) => [index('incident_need_incident').on(t.incidentId, t.reportedAt)],
);

export type CentreRow = typeof centres.$inferSelect;
export type EvacuationCentreRow = CentreRow;
export type EvacueeCountRow = typeof counts.$inferSelect;
export type IncidentNeedRow = typeof needs.$inferSelect;
