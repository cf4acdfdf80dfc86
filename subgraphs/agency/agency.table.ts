import { pgSchema, text } from 'drizzle-orm/pg-core';

export const agency = pgSchema('agency');

export const agencyKind = agency.enum('agency_kind', ['FEDERAL', 'STATE', 'HOSPITAL', 'NGO']);
export const registrationScheme = agency.enum('registration_scheme', ['SSM', 'ROS']);
export const agencyStatus = agency.enum('agency_status', ['ACTIVE', 'SUSPENDED', 'ENDED']);

/** One row an agency. */
export const agencies = agency.table('agency', {
  code: text().primaryKey(),
  name: text().notNull(),
  kind: agencyKind().notNull(),
  registrationScheme: registrationScheme(),
  registrationNumber: text(),
  status: agencyStatus().notNull(),
  /** Where the agency is written to; null where it left no address. */
  contactEmail: text(),
});

export type AgencyRow = typeof agencies.$inferSelect;
