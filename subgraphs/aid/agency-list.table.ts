import { index, integer, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';

/** Another agency's own list of a programme (S3: the register of PPWNS), as it was handed in. Who stands in it was asked of the register of households; neither numbers nor names are kept here. */
export const agencyLists = aid.table(
  'agency_list',
  {
    id: uuid().primaryKey(),
    programmeCode: text().notNull(),
    name: text().notNull(),
    rows: integer().notNull(),
    matched: integer().notNull(),
    importedBy: text().notNull(),
    importedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [index('agency_list_programme').on(t.programmeCode, t.importedAt, t.id)],
);

/** A row of such a list, by its place in the agency's file; of whom nobody was found it has no person, and stays. */
export const agencyListRows = aid.table(
  'agency_list_row',
  {
    listId: uuid().notNull(),
    /** Counts from 1. */
    line: integer().notNull(),
    personKey: uuid(),
    /** Where they live, as the register had it on that day. */
    state: text(),
    district: text(),
  },
  (t) => [primaryKey({ columns: [t.listId, t.line] })],
);

export type AgencyListRow = typeof agencyLists.$inferSelect;
export type AgencyListLineRow = typeof agencyListRows.$inferSelect;
