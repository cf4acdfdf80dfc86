import { sql } from 'drizzle-orm';
import { date, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';

export const identityCardStatus = person.enum('identity_card_status', ['ACTIVE', 'REPLACED', 'CANCELLED']);
export const identityCardOffice = person.enum('identity_card_office', ['STATE_OFFICE', 'ICU_JPM']);

/** A card that says that a household is on the register (kad identiti eKasih; S1). One that has ended stays, with its day and why. */
export const identityCards = person.table(
  'identity_card',
  {
    id: uuid().primaryKey(),
    householdKey: uuid().notNull(),
    number: text().notNull(),
    status: identityCardStatus().notNull(),
    office: identityCardOffice().notNull(),
    issuedOn: date({ mode: 'string' }).notNull(),
    issuedBy: text().notNull(),
    endedOn: date({ mode: 'string' }),
    endReason: text(),
    endedBy: text(),
  },
  (t) => [
    index('identity_card_household').on(t.householdKey, t.issuedOn),
    uniqueIndex('identity_card_number').on(t.number),
    uniqueIndex('identity_card_active').on(t.householdKey).where(sql`${t.status} = 'ACTIVE'`),
  ],
);

export type IdentityCardRow = typeof identityCards.$inferSelect;
/** How the file of a card is met. */
export type IdentityCardFileRow = Pick<IdentityCardRow, 'id' | 'householdKey'>;
