import { date, index, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

export const oku = pgSchema('oku');

export const registrationStatus = oku.enum('registration_status', [
  'UNDER_ASSESSMENT',
  'REGISTERED',
  'REFUSED',
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
  },
  (t) => [uniqueIndex('registration_person').on(t.personKey)],
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
  },
  (t) => [index('card_registration').on(t.registrationId, t.issuedOn)],
);

export type OkuRegistrationRow = typeof registrations.$inferSelect;
export type OkuCardRow = typeof cards.$inferSelect;
