import { date, integer, text, uuid } from 'drizzle-orm/pg-core';
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
  legalBasis: legalBasis().notNull(),
  purposes: purpose().array().notNull(),
  classes: text().array().notNull(),
  areas: text().array().notNull(),
  population: population().notNull(),
  dailySubjects: integer().notNull(),
  validFrom: date({ mode: 'string' }).notNull(),
  validUntil: date({ mode: 'string' }),
});

/** An officer's posting: areas and duties, with dates. `officer` is the subject of the officer's token. */
export const postings = agency.table('posting', {
  id: text().primaryKey(),
  officer: text().notNull(),
  personKey: uuid().notNull(),
  agencyCode: text().notNull(),
  areas: text().array().notNull(),
  classes: text().array().notNull(),
  validFrom: date({ mode: 'string' }).notNull(),
  validUntil: date({ mode: 'string' }),
});

export type AgreementRow = typeof agreements.$inferSelect;
export type PostingRow = typeof postings.$inferSelect;
