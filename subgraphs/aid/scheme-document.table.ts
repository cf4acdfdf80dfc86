import { boolean, date, index, text } from 'drizzle-orm/pg-core';
import { documentKind } from './document.table.ts';
import { aid } from './scheme.table.ts';

/** Which documents an application under a scheme needs, by dates. Reference data. */
export const schemeDocuments = aid.table(
  'scheme_document',
  {
    id: text().primaryKey(),
    schemeCode: text().notNull(),
    kind: documentKind().notNull(),
    isRequired: boolean().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    /** The last day; null while in force. */
    endsOn: date({ mode: 'string' }),
    source: text().notNull(),
  },
  (t) => [index('scheme_document_scheme').on(t.schemeCode, t.startsOn)],
);

export type SchemeDocumentRow = typeof schemeDocuments.$inferSelect;
