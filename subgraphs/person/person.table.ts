import { date, index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';

export const identityNumberKind = person.enum('identity_number_kind', ['MYKAD', 'MYKID', 'MYPR']);
export const sex = person.enum('sex', ['FEMALE', 'MALE']);
export const maritalStatus = person.enum('marital_status', ['SINGLE', 'MARRIED', 'WIDOWED', 'DIVORCED']);
export const educationLevel = person.enum('education_level', ['NONE', 'PRIMARY', 'SECONDARY', 'TERTIARY']);
export const employmentStatus = person.enum('employment_status', [
  'EMPLOYED',
  'SELF_EMPLOYED',
  'UNEMPLOYED',
  'NOT_IN_LABOUR_FORCE',
]);

/** One row a person. `identityNumber` is 12 digits without hyphens. */
export const people = person.table(
  'person',
  {
    key: uuid().primaryKey(),
    id: uuid().notNull(),
    name: text().notNull(),
    identityNumber: text().notNull(),
    identityNumberKind: identityNumberKind().notNull(),
    birthDate: date({ mode: 'string' }).notNull(),
    sex: sex().notNull(),
    phone: text(),
    email: text(),
    maritalStatus: maritalStatus().notNull(),
    education: educationLevel().notNull(),
    employment: employmentStatus().notNull(),
  },
  (t) => [
    uniqueIndex('person_id').on(t.id),
    uniqueIndex('person_identity_number').on(t.identityNumber),
    index('person_birth_date').on(t.birthDate),
  ],
);

export type PersonRow = typeof people.$inferSelect;
