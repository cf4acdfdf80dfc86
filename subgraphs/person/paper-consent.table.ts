import { sql } from 'drizzle-orm';
import { check, date, index, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { purpose } from './consent.table.ts';
import { person } from './household.table.ts';

export const paperConsentAct = person.enum('paper_consent_act', ['RECORD', 'CONFIRM']);

/**
 * A consent that a person signed on paper, as a first officer took it down. It opens nothing: only when a second officer has confirmed it, is
 * there a consent, of the same id. `recorderKey` is the first officer's own person, so that nobody confirms under a second account.
 */
export const paperConsents = person.table(
  'paper_consent',
  {
    id: uuid().primaryKey(),
    personKey: uuid().notNull(),
    agencyCode: text().notNull(),
    purpose: purpose().notNull(),
    classes: text().array().notNull(),
    validUntil: date({ mode: 'string' }).notNull(),
    recordedBy: text().notNull(),
    recorderKey: uuid().notNull(),
    recordedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    confirmedBy: text(),
    confirmedAt: timestamp({ withTimezone: true, precision: 3 }),
  },
  (t) => [
    index('paper_consent_person').on(t.personKey, t.recordedAt),
    check(
      'paper_consent_is_confirmed_by_another',
      sql`(${t.confirmedBy} is null) = (${t.confirmedAt} is null) and ${t.confirmedBy} is distinct from ${t.recordedBy}`,
    ),
  ],
);

/** Every act of an officer on a consent on paper; rows are added and never changed. One key is one act of one officer: `input` is the SHA-256 of what was asked. */
export const paperConsentSteps = person.table(
  'paper_consent_step',
  {
    id: uuid().primaryKey(),
    paperConsentId: uuid().notNull(),
    act: paperConsentAct().notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    idempotencyKey: text().notNull(),
    input: text().notNull(),
  },
  (t) => [
    index('paper_consent_step_paper_consent').on(t.paperConsentId, t.at),
    uniqueIndex('paper_consent_step_key').on(t.by, t.idempotencyKey),
  ],
);

export type PaperConsentRow = typeof paperConsents.$inferSelect;
export type PaperConsentStepRow = typeof paperConsentSteps.$inferSelect;
