import { index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { agency } from './agency.table.ts';
import type { NoticeKind } from './notice-text.ts';

/**
 * What an agency is to be told, written in the transaction in which it happened, and whether it went out; the identifier is that of the errand in the
 * outbox. `about` is what it is about, by the reference that both sides know: never a person.
 */
export const notices = agency.table(
  'notice',
  {
    id: uuid().primaryKey(),
    agencyCode: text().notNull(),
    kind: text().$type<NoticeKind>().notNull(),
    about: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    sentAt: timestamp({ withTimezone: true, precision: 3 }),
    /** Why it was given up: a code, never data. */
    failure: text(),
  },
  (t) => [index('notice_agency').on(t.agencyCode, t.at)],
);

export type NoticeRow = typeof notices.$inferSelect;
