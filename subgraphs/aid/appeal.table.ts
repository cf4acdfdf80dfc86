import { sql } from 'drizzle-orm';
import { bigint, date, index, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';

export const appealStatus = aid.enum('appeal_status', ['LODGED', 'ALLOWED', 'DISMISSED']);
export const reviewStatus = aid.enum('review_status', ['OPEN', 'KEPT', 'CHANGED', 'STOPPED']);
export const reviewTrigger = aid.enum('review_trigger', ['SCHEDULED', 'CHANGE_REPORTED', 'OFFICER']);

/** An appeal (rayuan) against a refusal, decided by another officer than those who refused. */
export const appeals = aid.table(
  'appeal',
  {
    id: uuid().primaryKey(),
    applicationId: uuid().notNull(),
    personKey: uuid().notNull(),
    grounds: text().notNull(),
    status: appealStatus().notNull(),
    lodgedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    decidedBy: text(),
    decidedAt: timestamp({ withTimezone: true, precision: 3 }),
    reason: text(),
  },
  (t) => [
    index('appeal_application').on(t.applicationId, t.lodgedAt),
    uniqueIndex('appeal_open').on(t.applicationId).where(sql`status = 'LODGED'`),
  ],
);

/** A review of an award (kaji semula, form JKM 20): kept, changed or stopped, by two officers. Amounts in whole sen. */
export const reviews = aid.table(
  'review',
  {
    id: uuid().primaryKey(),
    applicationId: uuid().notNull(),
    personKey: uuid().notNull(),
    trigger: reviewTrigger().notNull(),
    reason: text().notNull(),
    status: reviewStatus().notNull(),
    openedBy: text().notNull(),
    openedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    /** What one officer proposes; another closes the review by it. */
    proposal: reviewStatus(),
    proposedAmount: bigint({ mode: 'number' }),
    effectiveOn: date({ mode: 'string' }),
    proposalReason: text(),
    proposedBy: text(),
    proposedAt: timestamp({ withTimezone: true, precision: 3 }),
    closedBy: text(),
    closedAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [
    index('review_application').on(t.applicationId, t.openedAt),
    uniqueIndex('review_open').on(t.applicationId).where(sql`status = 'OPEN'`),
  ],
);

export type AppealRow = typeof appeals.$inferSelect;
export type ReviewRow = typeof reviews.$inferSelect;
