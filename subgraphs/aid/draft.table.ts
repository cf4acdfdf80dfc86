import { index, integer, jsonb, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';
import type { AidStatement, ContactStatement, EmploymentStatement, HouseholdStatement } from './statement.ts';

/** An application that is being written, in stages; nobody but the applicant reads it. */
export const drafts = aid.table(
  'draft',
  {
    id: uuid().primaryKey(),
    personKey: uuid().notNull(),
    schemeCode: text().notNull(),
    household: jsonb().$type<HouseholdStatement>(),
    employment: jsonb().$type<EmploymentStatement>(),
    aid: jsonb().$type<AidStatement>(),
    contact: jsonb().$type<ContactStatement>(),
    /** Counts its changes, so that two devices do not overwrite one another. */
    revision: integer().notNull(),
    startedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    changedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** What it became. */
    applicationId: uuid(),
    discardedAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [index('draft_person').on(t.personKey, t.startedAt)],
);

export type DraftRow = typeof drafts.$inferSelect;
