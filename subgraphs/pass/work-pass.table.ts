import { date, index, pgSchema, text, uuid } from 'drizzle-orm/pg-core';

export const pass = pgSchema('pass');

export const passStream = pass.enum('pass_stream', ['DOMESTIC_HELPER', 'OTHER_SECTOR']);
export const passSector = pass.enum('pass_sector', [
  'DOMESTIC_HELP',
  'MANUFACTURING',
  'CONSTRUCTION',
  'PLANTATION',
  'AGRICULTURE',
  'SERVICES',
]);
export const employerKind = pass.enum('employer_kind', ['HOUSEHOLD', 'COMPANY']);
export const employerStatus = pass.enum('employer_status', ['REGISTERED', 'ACTIVE', 'BLACKLISTED']);

/** One row an employer. A company is reached by the person who speaks for it. */
export const employers = pass.table(
  'employer',
  {
    id: uuid().primaryKey(),
    kind: employerKind().notNull(),
    status: employerStatus().notNull(),
    /** The employer of a household, or who speaks for the company, by the hidden key. */
    personKey: uuid().notNull(),
    /** Where the helper works; null for a company. */
    householdKey: uuid(),
    name: text(),
    ssmNumber: text(),
    agencyCode: text(),
  },
  (t) => [index('employer_person').on(t.personKey), index('employer_ssm_number').on(t.ssmNumber)],
);

/** One row a foreign worker; no person of the welfare registers. */
export const workers = pass.table('worker', {
  id: uuid().primaryKey(),
  /** ISO 3166-1 alpha-3. */
  nationality: text().notNull(),
  passportNumber: text().notNull(),
  passportExpiresOn: date({ mode: 'string' }).notNull(),
});

/** One row a pass. Cancelled and replaced are dated facts; active and expired follow from the dates. */
export const workPasses = pass.table(
  'work_pass',
  {
    id: uuid().primaryKey(),
    number: text().notNull(),
    employerId: uuid().notNull(),
    workerId: uuid().notNull(),
    /** As the employer's; null for a company. */
    householdKey: uuid(),
    stream: passStream().notNull(),
    sector: passSector().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    expiresOn: date({ mode: 'string' }).notNull(),
    replacedOn: date({ mode: 'string' }),
    cancelledOn: date({ mode: 'string' }),
  },
  (t) => [
    index('work_pass_employer').on(t.employerId, t.expiresOn, t.id),
    index('work_pass_household').on(t.householdKey, t.expiresOn),
  ],
);

export type PassEmployerRow = typeof employers.$inferSelect;
export type PassWorkerRow = typeof workers.$inferSelect;
export type WorkPassRow = typeof workPasses.$inferSelect;
