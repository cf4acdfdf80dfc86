import { date, index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { oku } from './registration.table.ts';

export const careCentreKind = oku.enum('care_centre_kind', [
  'COMMUNITY_REHABILITATION',
  'RESIDENTIAL',
  'DAY',
]);

/** The directory of care centres (pusat jagaan; Act 506). Reference data, and what state offices add. */
export const careCentres = oku.table('care_centre', {
  code: text().primaryKey(),
  name: text().notNull(),
  kind: careCentreKind().notNull(),
  /** A state's code, as `05`. */
  state: text().notNull(),
  /** A district's code, as `5_5`. */
  district: text().notNull(),
});

/** One row a certificate of a centre, for twelve months (Act 506 s.10). Rows are added and never changed. */
export const centreCertificates = oku.table(
  'centre_certificate',
  {
    id: uuid().primaryKey(),
    centreCode: text().notNull(),
    number: text().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    endsOn: date({ mode: 'string' }).notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [index('centre_certificate_centre').on(t.centreCode, t.startsOn)],
);

export type CareCentreRow = typeof careCentres.$inferSelect;
export type CentreCertificateRow = typeof centreCertificates.$inferSelect;
