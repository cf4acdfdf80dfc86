import { index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { oku } from './registration.table.ts';

export const appealStatus = oku.enum('appeal_status', ['LODGED', 'ALLOWED', 'DISMISSED']);

/** One row an appeal to the Minister (Act 685 s.24); the decision is final. */
export const appeals = oku.table(
  'appeal',
  {
    id: uuid().primaryKey(),
    applicationId: uuid().notNull(),
    status: appealStatus().notNull(),
    grounds: text().notNull(),
    lodgedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** The officer who recorded the Minister's decision. */
    recordedBy: text(),
    decidedAt: timestamp({ withTimezone: true, precision: 3 }),
    reason: text(),
  },
  (t) => [index('appeal_application').on(t.applicationId, t.lodgedAt)],
);

export type OkuAppealRow = typeof appeals.$inferSelect;
