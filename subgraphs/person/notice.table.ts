import { index, timestamp, uuid } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';

export const noticeKind = person.enum('notice_kind', ['PAPER_CONSENT_CONFIRMED']);

/** What a person is to be told, in the transaction in which it happened: an outbox, rows are added and never changed. `aboutId` is the consent. */
export const notices = person.table(
  'notice',
  {
    id: uuid().primaryKey(),
    personKey: uuid().notNull(),
    kind: noticeKind().notNull(),
    aboutId: uuid().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [index('notice_person').on(t.personKey, t.at)],
);

export type NoticeRow = typeof notices.$inferSelect;
