import { text, timestamp } from 'drizzle-orm/pg-core';
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

/**
 * One row an incident. From its activation by a second officer it is a fact of a ground, for the agencies and areas that it names, from `startsAt` until
 * `endsAt`, to the instant; who stands it down brings the end nearer. What is told about it names nobody.
 */
export const incidents = agency.table('incident', {
  id: text().primaryKey(),
  kind: incidentKind().notNull(),
  status: incidentStatus().notNull(),
  title: text().notNull(),
  /** Districts, such as `5_1`. */
  areas: text().array().notNull(),
  /** The agencies that may read there, by code. */
  agencies: text().array().notNull(),
  /** The agency that leads. */
  leadAgency: text().notNull(),
  reportedBy: text().notNull(),
  reportedAt: timestamp({ withTimezone: true, precision: 3, mode: 'date' }).notNull(),
  /** The second officer; null while nobody stands behind it but the first. */
  activatedBy: text(),
  startsAt: timestamp({ withTimezone: true, precision: 3, mode: 'date' }).notNull(),
  endsAt: timestamp({ withTimezone: true, precision: 3, mode: 'date' }).notNull(),
});

export type IncidentRow = typeof incidents.$inferSelect;
