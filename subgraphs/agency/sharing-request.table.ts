import { date, index, integer, jsonb, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { agency } from './agency.table.ts';
import { legalBasis } from './agreement.table.ts';
import type { SharingDecision } from './sharing-decision.ts';
import type { SharingTerms } from './sharing-terms.ts';

export const sharingStatus = agency.enum('sharing_status', [
  'DRAFT',
  'SUBMITTED',
  'EXTENDED',
  'PROPOSED',
  'APPROVED',
  'APPROVED_WITH_CONDITIONS',
  'PARTLY_REFUSED',
  'REFUSED',
  'WITHDRAWN',
]);
export const sharingAct = agency.enum('sharing_act', [
  'DRAFT',
  'REVISE',
  'SUBMIT',
  'EXTEND',
  'PROPOSE',
  'DECLINE',
  'CONFIRM',
  'WITHDRAW',
]);

const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' });

/** One row a request to share data (Act 864 s.12). Its terms change while it is a draft, and never again. */
export const sharingRequests = agency.table(
  'sharing_request',
  {
    id: uuid().primaryKey(),
    reference: text().notNull(),
    recipientCode: text().notNull(),
    providerCode: text().notNull(),
    legalBasis: legalBasis().notNull(),
    status: sharingStatus().notNull(),
    revision: integer().notNull(),
    terms: jsonb().$type<SharingTerms>().notNull(),
    writtenBy: text().notNull(),
    writerKey: uuid().notNull(),
    writtenAt: instant().notNull(),
    submittedAt: instant(),
    /** The last day on which it is answered in time (s.14(2), or as it was extended, s.14(3)). */
    dueOn: date({ mode: 'string' }),
    extendedAt: instant(),
    /** The proposal that waits for a second officer, or the decision that was confirmed. */
    decision: jsonb().$type<SharingDecisionRow>(),
    proposedBy: text(),
    proposerKey: uuid(),
    decidedAt: instant(),
    agreementNumber: text(),
    /** When both agencies were told that its last day is over. */
    overdueToldAt: instant(),
  },
  (t) => [
    uniqueIndex('sharing_request_reference').on(t.reference),
    index('sharing_request_recipient').on(t.recipientCode, t.writtenAt),
    index('sharing_request_provider').on(t.providerCode, t.writtenAt),
    index('sharing_request_due').on(t.dueOn),
  ],
);

/** Every act on a request, with the terms as they then stood. Rows are added and never changed. */
export const sharingSteps = agency.table(
  'sharing_step',
  {
    id: uuid().primaryKey(),
    requestId: uuid().notNull(),
    /** Its place in the history, from 1. */
    nth: integer().notNull(),
    act: sharingAct().notNull(),
    fromStatus: sharingStatus(),
    toStatus: sharingStatus().notNull(),
    by: text().notNull(),
    agencyCode: text().notNull(),
    at: instant().notNull(),
    reason: text(),
    revision: integer().notNull(),
    /** What was written, by draft and revision; null for the acts that change none. */
    terms: jsonb().$type<SharingTerms>(),
    decision: jsonb().$type<SharingDecisionRow>(),
    dueOn: date({ mode: 'string' }),
  },
  (t) => [uniqueIndex('sharing_step_of').on(t.requestId, t.nth)],
);

export type SharingRequestRow = typeof sharingRequests.$inferSelect;
export type SharingStepRow = typeof sharingSteps.$inferSelect;
export type SharingTermsRow = SharingTerms;
/** A decision with the identifier by which it is confirmed. */
export type SharingDecisionRow = SharingDecision & { readonly id: string };
