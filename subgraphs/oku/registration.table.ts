import { sql } from 'drizzle-orm';
import { date, index, integer, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

export const oku = pgSchema('oku');

export const registrationStatus = oku.enum('registration_status', [
  'UNDER_ASSESSMENT',
  'REGISTERED',
  'REFUSED',
  'WITHDRAWN',
  'STRUCK_OFF',
]);
export const okuCategory = oku.enum('oku_category', [
  'HEARING',
  'VISUAL',
  'SPEECH',
  'PHYSICAL',
  'LEARNING',
  'MENTAL',
  'MULTIPLE',
]);

export const cardPurpose = oku.enum('card_purpose', ['FIRST', 'RENEWAL', 'REPLACEMENT', 'CATEGORY_CHANGE']);

/** One row a person in the OKU register. `number` is two letters and twelve digits. */
export const registrations = oku.table(
  'registration',
  {
    id: uuid().primaryKey(),
    personKey: uuid().notNull(),
    status: registrationStatus().notNull(),
    number: text(),
    category: okuCategory(),
    categorySince: date({ mode: 'string' }),
    registeredOn: date({ mode: 'string' }),
    careCentre: text(),
    /** The kind within the category, where there is one. */
    subCategory: text(),
    /** By its code, in place of the name above where the directory has it. */
    careCentreCode: text(),
    struckOffOn: date({ mode: 'string' }),
  },
  (t) => [uniqueIndex('registration_person').on(t.personKey), index('registration_number').on(t.number)],
);

/** One row a card. Lost and cancelled are dated facts; active and expired follow from the dates. */
export const cards = oku.table(
  'card',
  {
    id: uuid().primaryKey(),
    registrationId: uuid().notNull(),
    number: text().notNull(),
    issuedOn: date({ mode: 'string' }).notNull(),
    expiresOn: date({ mode: 'string' }).notNull(),
    lostOn: date({ mode: 'string' }),
    cancelledOn: date({ mode: 'string' }),
    /** Why it was made; null for cards of before. */
    purpose: cardPurpose(),
    /** The last day on which it is to leave, seven working days after it was ordered (S0). */
    sendBy: date({ mode: 'string' }),
    sentOn: date({ mode: 'string' }),
    surrenderedOn: date({ mode: 'string' }),
    /** Which of the cards that were made here for this entry: tells two of one day apart. */
    nth: integer().notNull().default(0),
  },
  (t) => [
    index('card_registration').on(t.registrationId, t.issuedOn),
    uniqueIndex('card_number').on(t.number),
    index('card_expiring').on(t.expiresOn).where(sql`cancelled_on is null and lost_on is null`),
  ],
);

/** From which day a registration stood in which category; rows are added and never changed. The current one stands in the registration too. */
export const categories = oku.table(
  'category',
  {
    id: uuid().primaryKey(),
    registrationId: uuid().notNull(),
    category: okuCategory().notNull(),
    subCategory: text(),
    /** Of Multiple (MD): the categories that come together. */
    together: okuCategory().array().notNull(),
    since: date({ mode: 'string' }).notNull(),
    /** The assessment that found it. */
    assessmentId: uuid().notNull(),
  },
  (t) => [index('category_registration').on(t.registrationId, t.since)],
);

export type OkuRegistrationRow = typeof registrations.$inferSelect;
export type OkuRegistrationFileRow = OkuRegistrationRow;
export type OkuCardRow = typeof cards.$inferSelect;
export type OkuCategoryRecordRow = typeof categories.$inferSelect;
