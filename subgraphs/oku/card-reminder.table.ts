import { integer, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core';
import { oku } from './registration.table.ts';

/** Which reminders of renewal went out for which card, so that each goes once. */
export const cardReminders = oku.table(
  'card_reminder',
  {
    cardId: uuid().notNull(),
    /** The first or the second. */
    nth: integer().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.cardId, t.nth] })],
);
