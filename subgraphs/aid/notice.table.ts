import { index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { noticeLanguage } from './application-process.table.ts';
import { aid } from './scheme.table.ts';

export const noticeChannel = aid.enum('notice_channel', ['SMS', 'EMAIL', 'NONE']);
export const noticeEvent = aid.enum('notice_event', [
  'SUBMITTED',
  'DOCUMENTS_REQUIRED',
  'COMPLETE',
  'APPROVED',
  'REJECTED',
  'LAPSED',
  'COMPLETED',
  'REOPENED',
  'APPEAL_LODGED',
  'APPEAL_ALLOWED',
  'APPEAL_DISMISSED',
  'AWARD_CHANGED',
  'AWARD_STOPPED',
  'PAYMENT_RETURNED',
]);

/** What an applicant was to be told of an application, and whether it went out; the identifier is that of the errand in the outbox. */
export const notices = aid.table(
  'notice',
  {
    id: uuid().primaryKey(),
    applicationId: uuid().notNull(),
    personKey: uuid().notNull(),
    event: noticeEvent().notNull(),
    /** `NONE` where the applicant left no address: an officer must tell them. */
    channel: noticeChannel().notNull(),
    language: noticeLanguage().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    sentAt: timestamp({ withTimezone: true, precision: 3 }),
    failure: text(),
  },
  (t) => [index('notice_application').on(t.applicationId, t.at)],
);

export type NoticeRow = typeof notices.$inferSelect;
