import { sql } from 'drizzle-orm';
import { boolean, index, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { oku } from './registration.table.ts';

export const strikeOffReason = oku.enum('strike_off_reason', ['DECEASED', 'NO_LONGER_DISABLED', 'OWN_WISH']);

/** What an officer proposed to strike off, and what another made of it (Act 685 s.21). */
export const strikeOffs = oku.table(
  'strike_off',
  {
    id: uuid().primaryKey(),
    registrationId: uuid().notNull(),
    reason: strikeOffReason().notNull(),
    note: text().notNull(),
    proposedBy: text().notNull(),
    proposedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    closedBy: text(),
    closedAt: timestamp({ withTimezone: true, precision: 3 }),
    /** Null while nobody has closed it. */
    isConfirmed: boolean(),
  },
  (t) => [
    index('strike_off_registration').on(t.registrationId, t.proposedAt),
    uniqueIndex('strike_off_open').on(t.registrationId).where(sql`closed_at is null`),
  ],
);

export type OkuStrikeOffRow = typeof strikeOffs.$inferSelect;
