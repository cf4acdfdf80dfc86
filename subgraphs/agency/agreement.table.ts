import { sql } from 'drizzle-orm';
import { bigserial, date, integer, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { agency } from './agency.table.ts';

export const legalBasis = agency.enum('legal_basis', [
  'ACT_864',
  'AGREEMENT',
  'CONSENT',
  'EMERGENCY',
  'STATUTORY_DUTY',
]);
export const purpose = agency.enum('purpose', [
  'SERVICE_DELIVERY',
  'LIFE_HEALTH_SAFETY',
  'PUBLIC_EMERGENCY',
  'PUBLIC_INTEREST',
]);
export const population = agency.enum('population', ['ALL', 'REFERRED']);

/** A data-sharing agreement: which classes of whom, where, for what, until when. The person room keeps a copy as a ground fact. */
export const agreements = agency.table('agreement', {
  number: text().primaryKey(),
  agencyCode: text().notNull(),
  /** Whose registers it opens: the agency that decided on it; null where that was not kept. */
  providerCode: text(),
  legalBasis: legalBasis().notNull(),
  purposes: purpose().array().notNull(),
  classes: text().array().notNull(),
  areas: text().array().notNull(),
  population: population().notNull(),
  dailySubjects: integer().notNull(),
  validFrom: date({ mode: 'string' }).notNull(),
  validUntil: date({ mode: 'string' }),
});

export const postingDuty = agency.enum('posting_duty', [
  'ONBOARDING',
  'POSTING',
  'SHARING',
  'REFERRAL',
  'CRISIS',
]);

/**
 * An officer's posting: areas, classes and duties, with dates. `officer` is the subject of the officer's token. `duties` are what the officer may do in
 * this room, and open no fact about anybody: the room that decides is not told of them.
 */
export const postings = agency.table('posting', {
  id: text().primaryKey(),
  officer: text().notNull(),
  personKey: uuid().notNull(),
  agencyCode: text().notNull(),
  areas: text().array().notNull(),
  classes: text().array().notNull(),
  duties: postingDuty().array().notNull().default(sql`'{}'`),
  validFrom: date({ mode: 'string' }).notNull(),
  validUntil: date({ mode: 'string' }),
});

export const factKind = agency.enum('fact_kind', ['AGREEMENT', 'POSTING', 'ACCEPTED_REFERRAL', 'INCIDENT']);

/**
 * The outbox of the facts of grounds that this room owns: which agreement, posting or referral changed, in the order of the commits. A deferred
 * trigger writes it with the change itself, whoever makes the change; what the fact is now is read from its own row.
 */
export const factEvents = agency.table('fact_event', {
  number: bigserial({ mode: 'number' }).primaryKey(),
  kind: factKind().notNull(),
  /** The key of the row, as text. */
  row: text().notNull(),
  changedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

export type AgreementRow = typeof agreements.$inferSelect;
export type PostingRow = typeof postings.$inferSelect;
export type Duty = PostingRow['duties'][number];
