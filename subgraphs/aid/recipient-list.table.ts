import { bigint, date, index, integer, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';

export const recipientListStatus = aid.enum('recipient_list_status', ['FINALISED', 'FUNDED']);

/** The recipients of a phase of a programme, as they were finalised (S3, 5.1); they never change. Who stands in it the candidates say. Amounts in whole sen. */
export const recipientLists = aid.table(
  'recipient_list',
  {
    id: uuid().primaryKey(),
    programmeCode: text().notNull(),
    phase: integer().notNull(),
    status: recipientListStatus().notNull(),
    /** For one recipient. */
    amount: bigint({ mode: 'number' }).notNull(),
    recipients: integer().notNull(),
    /** The SHA-256 over its recipients and what each gets. */
    hash: text().notNull(),
    finalisedBy: text().notNull(),
    finalisedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** Another officer than who finalised it or had the programme drawn. */
    fundedBy: text(),
    fundedAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [index('recipient_list_finalised').on(t.finalisedAt, t.id)],
);

/** That a district's office has told the recipients of a list, and on which day their letters are dated; once for each district. */
export const recipientAnnouncements = aid.table(
  'recipient_announcement',
  {
    listId: uuid().notNull(),
    district: text().notNull(),
    letterOn: date({ mode: 'string' }).notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.listId, t.district] })],
);

export type RecipientAnnouncementRow = typeof recipientAnnouncements.$inferSelect;
export type RecipientListRow = typeof recipientLists.$inferSelect;
/** A list again, as what became of its money is read from it. */
export type RecipientMoneyRow = RecipientListRow;
/** Not a table: how many recipients of a list live in the areas of whoever asks, were paid, and whose money went back. */
export type MoneyOfList = {
  readonly listId: string;
  readonly recipients: number;
  readonly paid: number;
  readonly returned: number;
};
