import { date, index, pgSchema, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

export const person = pgSchema('person');

export const registrationStatus = person.enum('registration_status', [
  'NEW',
  'UNDER_CENSUS',
  'CONFIRMED',
  'REJECTED',
]);
export const strata = person.enum('strata', ['URBAN', 'RURAL']);
export const relation = person.enum('relation', [
  'HEAD',
  'SPOUSE',
  'CHILD',
  'PARENT',
  'GRANDCHILD',
  'SIBLING',
  'OTHER_RELATIVE',
  'NOT_RELATED',
]);

/** One row a household. `number` sorts lists; `state` and `district` are DOSM codes (`05`, `5_5`), `strata` belongs to the address. */
export const households = person.table(
  'household',
  {
    key: uuid().primaryKey(),
    id: uuid().notNull(),
    registrationNumber: text().notNull(),
    registrationStatus: registrationStatus().notNull(),
    registeredOn: date({ mode: 'string' }).notNull(),
    state: text().notNull(),
    district: text().notNull(),
    strata: strata().notNull(),
    addressLine: text().notNull(),
    postcode: text().notNull(),
    headKey: uuid().notNull(),
  },
  (t) => [
    uniqueIndex('household_id').on(t.id),
    uniqueIndex('household_registration_number').on(t.registrationNumber),
    index('household_district').on(t.district, t.registrationNumber),
    index('household_state').on(t.state, t.registrationNumber),
    index('household_registration_status').on(t.registrationStatus, t.registrationNumber),
  ],
);

/** Who lived where, and when: `until` is the first day not there any more; null means today. */
export const memberships = person.table(
  'membership',
  {
    id: uuid().primaryKey(),
    householdKey: uuid().notNull(),
    personKey: uuid().notNull(),
    relationToHead: relation().notNull(),
    since: date({ mode: 'string' }).notNull(),
    until: date({ mode: 'string' }),
  },
  (t) => [
    index('membership_household').on(t.householdKey, t.since),
    index('membership_person').on(t.personKey, t.since),
  ],
);

export type HouseholdRow = typeof households.$inferSelect;
export type HouseholdMemberRow = typeof memberships.$inferSelect;
