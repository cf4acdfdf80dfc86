import { contactColumns } from '@seisi/host/notice.table';
import { sql } from 'drizzle-orm';
import { bigint, date, index, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { oku } from './registration.table.ts';

export const applicationKind = oku.enum('application_kind', ['NEW', 'RE_REGISTRATION', 'CATEGORY_CHANGE']);
export const applicationStatus = oku.enum('application_status', [
  'DRAFT',
  'UNDER_ASSESSMENT',
  'INFORMATION_REQUIRED',
  'WITHDRAWN',
  'REGISTERED',
  'REFUSED',
]);
export const identityPaper = oku.enum('identity_paper', ['MYKAD', 'MYKID', 'BIRTH_CERTIFICATE']);

const at = () => timestamp({ withTimezone: true, precision: 3 });

/** One row an application for the register (Act 685 s.22); the one of a child is made by who has the care of it. */
export const applications = oku.table(
  'application',
  {
    id: uuid().primaryKey(),
    /** It tells no district. */
    reference: text().notNull(),
    /** Whom it is for, by the hidden key. */
    personKey: uuid().notNull(),
    /** Who made it: the person, or who has the care of a child. */
    appliedByKey: uuid().notNull(),
    kind: applicationKind().notNull(),
    status: applicationStatus().notNull(),
    identityPaper: identityPaper().notNull(),
    ...contactColumns(),
    startedAt: at().notNull(),
    submittedAt: at(),
    decidedAt: at(),
    /** The last day for what was asked for; past it the application counts as withdrawn (Act 685 s.23). */
    informationDueOn: date({ mode: 'string' }),
    /** An appeal was allowed: the Minister's decision is final, so it is refused no more (Act 685 s.24). */
    appealAllowedAt: at(),
  },
  (t) => [
    uniqueIndex('application_reference').on(t.reference),
    uniqueIndex('application_open')
      .on(t.personKey)
      .where(sql`status in ('DRAFT', 'UNDER_ASSESSMENT', 'INFORMATION_REQUIRED')`),
    index('application_person').on(t.personKey, t.startedAt),
    index('application_applied_by').on(t.appliedByKey),
    index('application_status_submitted').on(t.status, t.submittedAt, t.id),
    index('application_submitted').on(t.submittedAt, t.id),
    index('application_information_due').on(t.informationDueOn).where(sql`status = 'INFORMATION_REQUIRED'`),
  ],
);

/** One row a step of an application. Rows are added and never changed. */
export const applicationSteps = oku.table(
  'application_step',
  {
    id: uuid().primaryKey(),
    applicationId: uuid().notNull(),
    /** In which order they were taken: several may be of one instant. */
    place: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    act: text().notNull(),
    fromStatus: applicationStatus(),
    toStatus: applicationStatus().notNull(),
    /** The viewer's id, or `system` for a clock. */
    by: text().notNull(),
    at: at().notNull(),
    /** What was asked for, in words. */
    note: text(),
  },
  (t) => [index('application_step_application').on(t.applicationId, t.place)],
);

export type OkuApplicationRow = typeof applications.$inferSelect;
export type OkuApplicationFileRow = OkuApplicationRow;
export type OkuStepRow = typeof applicationSteps.$inferSelect;
