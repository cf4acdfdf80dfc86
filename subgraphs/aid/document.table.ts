import { index, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';

export const documentKind = aid.enum('document_kind', [
  'MYKAD',
  'FAMILY_MYKAD',
  'BIRTH_CERTIFICATE',
  'SCHOOL_REGISTRATION',
  'INCOME_PROOF',
  'UTILITY_BILL',
  'MEDICAL_REPORT',
  'OKU_CARD',
  'AGENCY_REPORT',
  'FOSTER_PAPERS',
  'QUOTATION',
  'PROJECT_PLAN',
  'BANK_STATEMENT',
  'OTHER',
]);
export const documentStatus = aid.enum('document_status', ['AWAITED', 'STORED', 'REFUSED']);

/** One document of a draft, and of the application that it became; the bytes are in the store under their SHA-256. */
export const documents = aid.table(
  'document',
  {
    id: uuid().primaryKey(),
    draftId: uuid(),
    applicationId: uuid(),
    /** Whose application it is. */
    personKey: uuid().notNull(),
    kind: documentKind().notNull(),
    status: documentStatus().notNull(),
    /** Lower-case hexadecimal; null until stored. */
    hash: text(),
    /** In bytes. */
    size: integer(),
    mediaType: text(),
    refusal: text(),
    by: text().notNull(),
    requestedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    storedAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [
    index('document_draft').on(t.draftId),
    index('document_application').on(t.applicationId, t.requestedAt),
  ],
);

export type DocumentRow = typeof documents.$inferSelect;
