import { date, index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';

/** What the department announces to everyone (pengumuman; S0): changes of policy, closing days. */
export const announcements = aid.table(
  'announcement',
  {
    id: uuid().primaryKey(),
    titleMs: text().notNull(),
    titleEn: text().notNull(),
    bodyMs: text().notNull(),
    bodyEn: text().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    /** The last day; null while open. */
    endsOn: date({ mode: 'string' }),
    publishedBy: text().notNull(),
    publishedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    withdrawnAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [index('announcement_dates').on(t.startsOn, t.id)],
);

export type AnnouncementRow = typeof announcements.$inferSelect;
