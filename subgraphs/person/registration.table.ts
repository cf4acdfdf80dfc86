import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { person, registrationStatus, strata } from './household.table.ts';

/** By which way a registration came (S1, S2). */
export const registrationChannel = person.enum('registration_channel', [
  'ONLINE',
  'DISTRICT_OFFICE',
  'STATE_OFFICE',
  'LOCAL_LEADER',
]);
export const registrationAct = person.enum('registration_act', [
  'REGISTER',
  'PASS_CRITERIA',
  'FAIL_CRITERIA',
  'CONFIRM_IN_FOCUS_GROUP',
  'REJECT_IN_FOCUS_GROUP',
  'CONFIRM_BY_CENSUS',
  'REJECT_BY_CENSUS',
]);
export const focusGroupLevel = person.enum('focus_group_level', ['DISTRICT', 'STATE']);

/**
 * One application to be on the register (pendaftaran). What was declared opens nothing and decides about nobody: members and incomes come to be by the
 * census alone. A `isDuplicate` one is about a household that is on the register already, and is never open. Money in whole sen a month.
 */
export const registrations = person.table(
  'registration',
  {
    id: uuid().primaryKey(),
    householdKey: uuid().notNull(),
    headKey: uuid().notNull(),
    channel: registrationChannel().notNull(),
    status: registrationStatus().notNull(),
    isDuplicate: boolean().notNull(),
    addressLine: text().notNull(),
    postcode: text().notNull(),
    district: text().notNull(),
    strata: strata().notNull(),
    declaredMembers: integer().notNull(),
    declaredIncome: bigint({ mode: 'number' }).notNull(),
    /** What came of each criterion, as `registration-criteria.ts` writes it; null until it was checked. */
    criteria: jsonb(),
    submittedBy: text().notNull(),
    submittedOn: date({ mode: 'string' }).notNull(),
  },
  (t) => [
    index('registration_household').on(t.householdKey, t.submittedOn),
    uniqueIndex('registration_open')
      .on(t.householdKey)
      .where(sql`${t.status} in ('NEW', 'UNDER_CENSUS') and not ${t.isDuplicate}`),
  ],
);

/** Every step of a registration; rows are added and never changed. `reason` stands with a refusal, and `level` and `heldOn` with a focus group. */
export const registrationSteps = person.table(
  'registration_step',
  {
    id: uuid().primaryKey(),
    place: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    registrationId: uuid().notNull(),
    act: registrationAct().notNull(),
    toStatus: registrationStatus().notNull(),
    level: focusGroupLevel(),
    heldOn: date({ mode: 'string' }),
    reason: text(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [index('registration_step_registration').on(t.registrationId, t.place)],
);

export type RegistrationRow = typeof registrations.$inferSelect;
export type RegistrationStepRow = typeof registrationSteps.$inferSelect;
/** How the file of a registration is met. */
export type RegistrationFileRow = Pick<RegistrationRow, 'id' | 'householdKey'>;
export type RegistrationCriterionRow = {
  readonly criterion: 'CITIZENSHIP' | 'INCOME_BELOW_LINE' | 'DETAILS';
  readonly answer: 'YES' | 'NO' | 'CANNOT_TELL';
};
