import { sql } from 'drizzle-orm';
import {
  bigserial,
  date,
  index,
  integer,
  jsonb,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { agency } from './agency.table.ts';
import type { AmendedTerms } from './amendment.ts';

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

export const agreementState = agency.enum('agreement_state', ['IN_FORCE', 'SUSPENDED', 'ENDED']);
export const agreementAct = agency.enum('agreement_act', [
  'CONCLUDE',
  'SUSPEND',
  'PROPOSE_CHANGE',
  'DECLINE_CHANGE',
  'CONFIRM_CHANGE',
  'END',
]);

/** A change that waits for a second officer: other terms, and whether it takes effect again. JSON-safe. */
export type PendingChange = {
  readonly id: string;
  readonly terms: AmendedTerms | null;
  readonly resumes: boolean;
  readonly reason: string;
  readonly by: string;
  readonly byKey: string;
};

/** A data-sharing agreement: which classes of whom, where, for what, until when. The person room keeps a copy as a ground fact. */
export const agreements = agency.table(
  'agreement',
  {
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
    /** Only what is in force is a fact of a ground. */
    state: agreementState().notNull().default('IN_FORCE'),
    pending: jsonb().$type<PendingChange>(),
  },
  (t) => [index('agreement_agency').on(t.agencyCode), index('agreement_provider').on(t.providerCode)],
);

/** Every act on an agreement, with what it says from then on. Rows are added and never changed. */
export const agreementSteps = agency.table(
  'agreement_step',
  {
    id: uuid().primaryKey(),
    number: text().notNull(),
    /** Its place in the history, from 1. */
    nth: integer().notNull(),
    act: agreementAct().notNull(),
    state: agreementState().notNull(),
    by: text().notNull(),
    agencyCode: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3, mode: 'date' }).notNull(),
    reason: text(),
    terms: jsonb().$type<AmendedTerms>().notNull(),
  },
  (t) => [uniqueIndex('agreement_step_of').on(t.number, t.nth)],
);

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
export type AgreementStepRow = typeof agreementSteps.$inferSelect;
export type AgreementTermsRow = AmendedTerms;
export type AgreementChangeRow = PendingChange;
export type PostingRow = typeof postings.$inferSelect;
export type Duty = PostingRow['duties'][number];
