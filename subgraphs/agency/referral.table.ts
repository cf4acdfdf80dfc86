import { sql } from 'drizzle-orm';
import { check, index, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { agency } from './agency.table.ts';

export const referralStatus = agency.enum('referral_status', [
  'SENT',
  'ACCEPTED',
  'RETURNED',
  'IN_ACTION',
  'COMPLETED',
  'CLOSED',
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
  },
  (t) => [
    uniqueIndex('referral_reference').on(t.reference),
    index('referral_household').on(t.householdKey, t.sentAt),
    index('referral_person').on(t.personKey, t.sentAt),
    index('referral_to').on(t.toAgency, t.sentAt),
    index('referral_from').on(t.fromAgency, t.sentAt),
    check('referral_one_subject', sql`num_nonnulls(${t.householdKey}, ${t.personKey}) = 1`),
  ],
);

export type ReferralRow = typeof referrals.$inferSelect;
