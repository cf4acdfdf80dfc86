import { index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';

export const noticeKind = person.enum('notice_kind', [
  'PAPER_CONSENT_CONFIRMED',
  'REGISTERED',
  'CENSUS_NEXT',
  'REGISTRATION_CONFIRMED',
  'REGISTRATION_REJECTED',
  'POVERTY_STATUS_CHANGED',
  'STATUS_ASKED',
  'UPDATE_DECIDED',
  'MOVED',
]);
export const noticeWay = person.enum('notice_way', ['SMS', 'EMAIL', 'NONE']);

/**
 * What a person is to be told, written in the transaction in which it happened, and whether it went out; the identifier is that of the errand in the outbox.
 * `aboutId` is the consent, the registration, the assessment or the question of a status. `NONE` where no address of the person is known: an officer must tell them.
 */
export const notices = person.table(
  'notice',
  {
    id: uuid().primaryKey(),
    personKey: uuid().notNull(),
    kind: noticeKind().notNull(),
    aboutId: uuid().notNull(),
    way: noticeWay().notNull().default('NONE'),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    sentAt: timestamp({ withTimezone: true, precision: 3 }),
    /** Why it was given up: a code, never data. */
    failure: text(),
  },
  (t) => [index('notice_person').on(t.personKey, t.at)],
);

export type NoticeRow = typeof notices.$inferSelect;
export type RegisterNoticeRow = NoticeRow;
