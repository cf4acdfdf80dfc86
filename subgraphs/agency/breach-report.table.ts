import { index, integer, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { agency } from './agency.table.ts';

export const breachKind = agency.enum('breach_kind', [
  'LOSS',
  'MISUSE',
  'UNAUTHORISED_ACCESS',
  'UNAUTHORISED_SHARING',
  'ALTERATION',
]);
export const breachStatus = agency.enum('breach_status', ['OPEN', 'CLOSED']);

const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' });

/** One row a breach of shared data (Act 864 s.16; Act 709 as amended): what, of how many, and who was told when. It names nobody. */
export const breaches = agency.table(
  'breach_report',
  {
    id: uuid().primaryKey(),
    reference: text().notNull(),
    agencyCode: text().notNull(),
    /** The agreement under which the data was shared, and the other agency of it; null where it was none. */
    agreementNumber: text(),
    otherCode: text(),
    kind: breachKind().notNull(),
    status: breachStatus().notNull(),
    classes: text().array().notNull(),
    /** About how many people. */
    persons: integer().notNull(),
    discoveredAt: instant().notNull(),
    reportedBy: text().notNull(),
    reporterKey: uuid().notNull(),
    reportedAt: instant().notNull(),
    directorGeneralAt: instant(),
    commissionerAt: instant(),
    personsAt: instant(),
    closedBy: text(),
    closedAt: instant(),
  },
  (t) => [
    uniqueIndex('breach_report_reference').on(t.reference),
    index('breach_report_agency').on(t.agencyCode, t.reportedAt),
    index('breach_report_other').on(t.otherCode, t.reportedAt),
  ],
);

export type BreachRow = typeof breaches.$inferSelect;
export type BreachReportRow = BreachRow;
