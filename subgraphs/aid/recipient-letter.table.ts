import { date, index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { noticeLanguage } from './application-process.table.ts';
import { noticeChannel } from './notice.table.ts';
import { aid } from './scheme.table.ts';

export const letterEvent = aid.enum('letter_event', ['BY_EFT', 'ACCOUNT_WANTED', 'AT_COUNTER', 'UNCLAIMED']);

/** What a recipient of a programme was told in writing (S3: pemakluman secara bertulis), and whether it went out by a message too; the identifier is that of the errand in the outbox. */
export const recipientLetters = aid.table(
  'recipient_letter',
  {
    id: uuid().primaryKey(),
    candidateId: uuid().notNull(),
    event: letterEvent().notNull(),
    /** `NONE` where no address is known here: the letter on paper is the only one. */
    channel: noticeChannel().notNull(),
    language: noticeLanguage().notNull(),
    /** The date of the letter, from which days are counted. */
    writtenOn: date({ mode: 'string' }).notNull(),
    /** The last day for what it asks; null where it asks nothing. */
    dueOn: date({ mode: 'string' }),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    sentAt: timestamp({ withTimezone: true, precision: 3 }),
    failure: text(),
  },
  (t) => [index('recipient_letter_candidate').on(t.candidateId, t.at)],
);

export type LetterRow = typeof recipientLetters.$inferSelect;
/** A letter with what it says: the scheme's names, and the amount in whole sen. */
export type RecipientLetterRow = LetterRow & {
  readonly programmeMs: string;
  readonly programmeEn: string;
  readonly amount: number;
};
