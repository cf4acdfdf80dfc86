import { sql } from 'drizzle-orm';
import { check, date, index, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';

export const purpose = person.enum('purpose', [
  'SERVICE_DELIVERY',
  'LIFE_HEALTH_SAFETY',
  'PUBLIC_EMERGENCY',
  'PUBLIC_INTEREST',
]);
export const consentBasis = person.enum('consent_basis', ['OWN_TOKEN', 'PAPER']);
export const consentAct = person.enum('consent_act', ['GIVE', 'NARROW', 'WITHDRAW']);

/**
 * A person's consent, as it stands now; a ground fact of its id opens by it. It is given to one agency for one purpose, or to another adult
 * (`readerKey`) of one household, who may then read figures in which the giver has a part. In force from the day it was given to the day
 * before `validUntil`. On PAPER two officers took it down (access §3).
 */
export const consents = person.table(
  'consent',
  {
    id: uuid().primaryKey(),
    personKey: uuid().notNull(),
    agencyCode: text(),
    purpose: purpose(),
    readerKey: uuid(),
    householdKey: uuid(),
    classes: text().array().notNull(),
    basis: consentBasis().notNull(),
    recordedBy: text().array().notNull().default(sql`'{}'`),
    givenAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    validUntil: date({ mode: 'string' }).notNull(),
    withdrawnAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [
    index('consent_person').on(t.personKey, t.givenAt),
    check(
      'consent_has_one_recipient',
      sql`case when ${t.readerKey} is null
        then ${t.agencyCode} is not null and ${t.purpose} is not null and ${t.householdKey} is null
        else ${t.agencyCode} is null and ${t.purpose} is null and ${t.householdKey} is not null and ${t.readerKey} <> ${t.personKey}
      end`,
    ),
    check(
      'consent_on_paper_has_two_officers',
      sql`${t.basis} = 'OWN_TOKEN' or (cardinality(${t.recordedBy}) = 2 and ${t.recordedBy}[1] <> ${t.recordedBy}[2])`,
    ),
  ],
);

/** Every act on a consent, with what it came to; rows are added and never changed. One key is one act of one person: `input` is the SHA-256 of what was asked. */
export const consentSteps = person.table(
  'consent_step',
  {
    id: uuid().primaryKey(),
    consentId: uuid().notNull(),
    personKey: uuid().notNull(),
    act: consentAct().notNull(),
    classes: text().array().notNull(),
    validUntil: date({ mode: 'string' }).notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    idempotencyKey: text().notNull(),
    input: text().notNull(),
  },
  (t) => [
    index('consent_step_consent').on(t.consentId, t.at),
    uniqueIndex('consent_step_key').on(t.personKey, t.idempotencyKey),
  ],
);

export type ConsentRow = typeof consents.$inferSelect;
export type ConsentStepRow = typeof consentSteps.$inferSelect;
