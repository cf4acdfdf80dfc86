import { index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';

/**
 * Who asked for somebody's status, and whom two facts named; null where they named nobody. What was presented is not kept. Rows are added and never changed.
 */
export const statusChecks = person.table(
  'status_check',
  {
    id: uuid().primaryKey(),
    /** The account that asked: it is counted against it alone. */
    by: text().notNull(),
    personKey: uuid(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [index('status_check_by').on(t.by, t.at)],
);
