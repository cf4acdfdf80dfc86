import { sql } from 'drizzle-orm';
import { bigint, bigserial, boolean, date, index, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';

export const groundFactKind = person.enum('ground_fact_kind', [
  'POSTING',
  'AGREEMENT',
  'ACCEPTED_REFERRAL',
  'SEAL',
  'RELATIVE',
  'CONSENT',
  'INCIDENT',
  'HOUSEHOLD_CONSENT',
]);

/**
 * The facts by which grounds are decided (access §3), copied from the rooms that own them.
 *
 * `holder` is whom the ground serves: the officer of a POSTING or RELATIVE, the agency code of an AGREEMENT, ACCEPTED_REFERRAL or CONSENT, null for a SEAL or INCIDENT.
 * `subjectKey` is the household of an ACCEPTED_REFERRAL or SEAL, the person of a POSTING (the officer's own), RELATIVE or CONSENT.
 * A HOUSEHOLD_CONSENT serves another adult of one household: `holder` is the key of that reader's person, `subjectKey` of the person who gave it, `other` of the household.
 * `other` is the agency that sent an accepted referral; it opens nothing when it is the holder itself.
 * `dailySubjects` is how many subjects a day an AGREEMENT may be used about; without it, it opens nothing.
 * `agencies` are those that an INCIDENT names. `declaredBy` are the officers who declared an INCIDENT or took down a CONSENT on paper; nobody where the person gave it.
 * Valid from `validFrom` to the day before `validUntil`; null means open. An INCIDENT counts from `startsAt` until `endsAt`, to the instant.
 */
export const groundFacts = person.table(
  'ground_fact',
  {
    id: text().primaryKey(),
    kind: groundFactKind().notNull(),
    holder: text(),
    other: text(),
    agency: text(),
    subjectKey: uuid(),
    areas: text().array().notNull().default(sql`'{}'`),
    classes: text().array().notNull().default(sql`'{}'`),
    purposes: text().array().notNull().default(sql`'{}'`),
    legalBasis: text(),
    population: text(),
    dailySubjects: integer(),
    agencies: text().array().notNull().default(sql`'{}'`),
    declaredBy: text().array().notNull().default(sql`'{}'`),
    startsAt: timestamp({ withTimezone: true }),
    endsAt: timestamp({ withTimezone: true }),
    validFrom: date({ mode: 'string' }).notNull(),
    validUntil: date({ mode: 'string' }),
  },
  (t) => [
    index('ground_fact_holder').on(t.holder, t.kind),
    index('ground_fact_subject').on(t.subjectKey, t.kind),
  ],
);

/**
 * Every change of a ground fact, one row each (of an incident one for each agency that it names), written by the database when a transaction commits (a deferred trigger), one transaction after another:
 * whoever has seen a version has seen all that were committed before it. `holder` is the fact's, which never changes.
 */
export const groundFactChanges = person.table('ground_fact_change', {
  version: bigserial({ mode: 'number' }).primaryKey(),
  factId: text().notNull(),
  holder: text(),
  /** A new fact that can only open: nobody's answer has to be looked at again for it. */
  isOpening: boolean().notNull().default(false),
  changedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

/** How far the facts of each room that owns some have been copied. */
export const factSources = person.table('fact_source', {
  room: text().primaryKey(),
  cursor: bigint({ mode: 'number' }).notNull(),
});

export type GroundFactRow = typeof groundFacts.$inferSelect;
