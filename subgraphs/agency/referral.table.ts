import { sql } from 'drizzle-orm';
import { check, index, integer, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { agency } from './agency.table.ts';

export const referralStatus = agency.enum('referral_status', [
  'SENT',
  'ACCEPTED',
  'RETURNED',
  'IN_ACTION',
  'COMPLETED',
  'CLOSED',
  'ESCALATED',
]);
export const referralUrgency = agency.enum('referral_urgency', ['ROUTINE', 'URGENT', 'EMERGENCY']);
export const referralReason = agency.enum('referral_reason', [
  'WRONG_AGENCY',
  'OUT_OF_AREA',
  'NO_CAPACITY',
  'HELP_REFUSED',
  'NOT_FOUND_THERE',
  'NO_LONGER_NEEDED',
  'NOT_IN_TIME',
  'DANGER',
]);
export const referralAct = agency.enum('referral_act', [
  'SEND',
  'ACCEPT',
  'RETURN',
  'BEGIN',
  'COMPLETE',
  'CLOSE',
  'ESCALATE',
  'SEND_ON',
]);
export const referralNeed = agency.enum('referral_need', ['FOOD', 'SHELTER', 'HEALTH', 'COUNSELLING']);

/** One row a referral; it is about a household or about a person, never both. */
export const referrals = agency.table(
  'referral',
  {
    id: uuid().primaryKey(),
    reference: text().notNull(),
    householdKey: uuid(),
    personKey: uuid(),
    fromAgency: text().notNull(),
    toAgency: text().notNull(),
    need: referralNeed().notNull(),
    status: referralStatus().notNull(),
    sentAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    note: text().notNull(),
    /** The minimum set: what the receiver may read of the household by it, of what its agreement opens. Never a value. */
    classes: text().array().notNull().default(sql`'{}'`),
    urgency: referralUrgency().notNull().default('ROUTINE'),
    /** Until when the receiver answers. */
    dueAt: timestamp({ withTimezone: true, precision: 3, mode: 'date' }),
    /** The one that was sent in its place. */
    onwardId: uuid(),
    overdueToldAt: timestamp({ withTimezone: true, precision: 3, mode: 'date' }),
  },
  (t) => [
    uniqueIndex('referral_reference').on(t.reference),
    index('referral_household').on(t.householdKey, t.sentAt),
    index('referral_person').on(t.personKey, t.sentAt),
    index('referral_to').on(t.toAgency, t.sentAt),
    index('referral_from').on(t.fromAgency, t.sentAt),
    index('referral_due').on(t.dueAt).where(sql`status = 'SENT' and overdue_told_at is null`),
    check('referral_one_subject', sql`num_nonnulls(${t.householdKey}, ${t.personKey}) = 1`),
  ],
);

/** Every act on a referral. Rows are added and never changed. */
export const referralSteps = agency.table(
  'referral_step',
  {
    id: uuid().primaryKey(),
    referralId: uuid().notNull(),
    /** Its place in the history, from 1. */
    nth: integer().notNull(),
    act: referralAct().notNull(),
    fromStatus: referralStatus(),
    toStatus: referralStatus().notNull(),
    by: text().notNull(),
    agencyCode: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3, mode: 'date' }).notNull(),
    reason: referralReason(),
  },
  (t) => [uniqueIndex('referral_step_of').on(t.referralId, t.nth)],
);

export type ReferralRow = typeof referrals.$inferSelect;
export type ReferralTaskRow = ReferralRow;
export type OnwardReferralRow = ReferralRow;
export type ReferralStepRow = typeof referralSteps.$inferSelect;
