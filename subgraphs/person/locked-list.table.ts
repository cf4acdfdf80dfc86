import { bigint, boolean, date, integer, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { exitReason, povertyStatus } from './assessment.table.ts';
import { person } from './household.table.ts';
import { maritalStatus, sex } from './person.table.ts';

/** The register of a day as an officer locked it (S3: eKasih as of 31 March 2019). The room's role may add rows and neither change nor delete them (`migrations/rights.ts`). */
export const lockedLists = person.table('locked_list', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  /** The day of which the register is told. */
  asOf: date({ mode: 'string' }).notNull(),
  /** By what it was drawn: a DOSM code, null for the whole country; and a sex, null for either. */
  state: text(),
  sex: sex(),
  /** How many rows it has. */
  count: integer().notNull(),
  /** The SHA-256 over its rows in their order (`locked-list.ts`). */
  hash: text().notNull(),
  lockedBy: text().notNull(),
  lockedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
});

/** One head of household in a locked list, with what the rules of programmes look at. Income of the household in whole sen a month. */
export const lockedListRows = person.table(
  'locked_list_row',
  {
    listId: uuid().notNull(),
    /** Counts from 1, in the order of the keys. */
    place: integer().notNull(),
    householdKey: uuid().notNull(),
    personKey: uuid().notNull(),
    state: text().notNull(),
    district: text().notNull(),
    sex: sex().notNull(),
    maritalStatus: maritalStatus().notNull(),
    /** Of the newest assessment until that day; null, as the figures below, where there was none. */
    povertyStatus: povertyStatus(),
    exitReason: exitReason(),
    income: bigint({ mode: 'number' }),
    members: integer(),
    hasChild: boolean().notNull(),
    hasUnmarriedChild: boolean().notNull(),
    /** False where the register has the husband at work; otherwise it does not know. */
    isHusbandUnable: boolean(),
  },
  (t) => [primaryKey({ columns: [t.listId, t.place] })],
);

export type LockedListRow = typeof lockedLists.$inferSelect;
export type LockedListEntryRow = typeof lockedListRows.$inferSelect;
