import { sql } from 'drizzle-orm';
import { boolean, date, index, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { oku, okuCategory } from './registration.table.ts';

export const certifierKind = oku.enum('certifier_kind', [
  'GOVERNMENT_HOSPITAL',
  'GOVERNMENT_CLINIC',
  'PRIVATE_HOSPITAL',
  'PRIVATE_CLINIC',
]);
export const certifierRole = oku.enum('certifier_role', ['MEDICAL_OFFICER', 'SPECIALIST', 'PSYCHIATRIST']);
export const assessmentOutcome = oku.enum('assessment_outcome', ['REGISTER', 'REFUSE']);
export const assessmentDecider = oku.enum('assessment_decider', ['DISTRICT_PANEL', 'REGISTRAR']);
export const refusalReason = oku.enum('refusal_reason', ['MEDICAL_DOCUMENTS_INCOMPLETE', 'CRITERIA_NOT_MET']);

const at = () => timestamp({ withTimezone: true, precision: 3 });

/** What a medical certificate says (borang BPPOKU), as an officer read it; a later one stands in place of an earlier. Rows are added and never changed. */
export const medicalCertificates = oku.table(
  'medical_certificate',
  {
    id: uuid().primaryKey(),
    applicationId: uuid().notNull(),
    certifierKind: certifierKind().notNull(),
    certifierRole: certifierRole().notNull(),
    /** The number of the certifier in the register of physicians (MMC, NSR). */
    certifierNumber: text().notNull(),
    certifiedOn: date({ mode: 'string' }).notNull(),
    category: okuCategory().notNull(),
    subCategory: text(),
    /** Of whom it is Multiple (MD): the categories that come together. */
    together: okuCategory().array().notNull(),
    by: text().notNull(),
    at: at().notNull(),
  },
  (t) => [index('medical_certificate_application').on(t.applicationId, t.at)],
);

/** What a member of the panel found, and what another made of it. */
export const assessments = oku.table(
  'assessment',
  {
    id: uuid().primaryKey(),
    applicationId: uuid().notNull(),
    outcome: assessmentOutcome().notNull(),
    decider: assessmentDecider().notNull(),
    /** Of a registration. */
    category: okuCategory(),
    subCategory: text(),
    together: okuCategory().array().notNull(),
    /** Of a refusal. */
    refusal: refusalReason(),
    note: text().notNull(),
    proposedBy: text().notNull(),
    proposedAt: at().notNull(),
    closedBy: text(),
    closedAt: at(),
    /** Null while nobody has closed it. */
    isConfirmed: boolean(),
  },
  (t) => [
    index('assessment_application').on(t.applicationId, t.proposedAt),
    uniqueIndex('assessment_open').on(t.applicationId).where(sql`closed_at is null`),
  ],
);

export type MedicalCertificateRow = typeof medicalCertificates.$inferSelect;
export type OkuAssessmentRow = typeof assessments.$inferSelect;
