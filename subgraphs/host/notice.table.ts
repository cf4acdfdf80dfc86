import { date, index, type PgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** By which way somebody is told; `NONE` where they left no address: an officer must tell them. */
export type NoticeChannel = 'SMS' | 'EMAIL' | 'NONE';
export type NoticeLanguage = 'MS' | 'EN';

/** A room's table of notices: what somebody was to be told of a record, and whether it went out. The identifier is that of the errand in the outbox; no row holds an address. */
export function noticeTable<Name extends string>(room: PgSchema<Name>) {
  return room.table(
    'notice',
    {
      id: uuid().primaryKey(),
      /** The record that it is about. */
      aboutId: uuid().notNull(),
      /** Who is told, by the hidden key; null for a body that is no person. */
      personKey: uuid(),
      /** What happened: a word of the room. */
      event: text().notNull(),
      channel: text().$type<NoticeChannel>().notNull(),
      language: text().$type<NoticeLanguage>().notNull(),
      /** The day that it names. */
      day: date({ mode: 'string' }),
      at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
      sentAt: timestamp({ withTimezone: true, precision: 3 }),
      /** Why it was given up: a code, never data. */
      failure: text(),
    },
    (t) => [index('notice_about').on(t.aboutId, t.at)],
  );
}

export type NoticeTable = ReturnType<typeof noticeTable<string>>;

/** The columns of a record that says where its person wants to be told. */
export const contactColumns = () => ({
  phone: text(),
  email: text(),
  language: text().$type<NoticeLanguage>().notNull().default('MS'),
});
