import { index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { oku } from './registration.table.ts';

/** Who asked for somebody's status in the register, and whom two facts named; null where they named nobody. What was presented is not kept. Rows are added and never changed. */
export const statusChecks = oku.table(
  'status_check',
  {
    id: uuid().primaryKey(),
    /** The account that asked: it is counted against it alone. */
    by: text().notNull(),
    registrationId: uuid(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [index('status_check_by').on(t.by, t.at)],
);
