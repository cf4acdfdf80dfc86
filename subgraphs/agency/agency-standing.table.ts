import { integer, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { agency, agencyStatus } from './agency.table.ts';

export const agencyAct = agency.enum('agency_act', [
  'ADMIT',
  'SUSPEND',
  'PROPOSE_RESUMPTION',
  'CONFIRM_RESUMPTION',
  'PROPOSE_END',
  'CONFIRM_END',
]);

/** Every act about an agency's taking part. Rows are added and never changed; a proposal waits while it is the newest. */
export const agencySteps = agency.table(
  'agency_step',
  {
    id: uuid().primaryKey(),
    agencyCode: text().notNull(),
    /** Its place in the history, from 1. */
    nth: integer().notNull(),
    act: agencyAct().notNull(),
    fromStatus: agencyStatus(),
    toStatus: agencyStatus().notNull(),
    by: text().notNull(),
    /** The officer's own person: the second officer is another one. */
    byKey: uuid().notNull(),
    at: timestamp({ withTimezone: true, precision: 3, mode: 'date' }).notNull(),
    reason: text(),
  },
  (t) => [uniqueIndex('agency_step_of').on(t.agencyCode, t.nth)],
);

export type AgencyStepRow = typeof agencySteps.$inferSelect;
