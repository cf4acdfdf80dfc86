import { bigint, boolean, date, index, integer, jsonb, text } from 'drizzle-orm/pg-core';
import type { Condition } from './programme-condition.ts';
import { aid } from './scheme.table.ts';

/** Where a list comes from: the register of households, the recipients of a scheme, or another agency's own list. */
export const programmeListKind = aid.enum('programme_list_kind', ['REGISTER', 'SCHEME', 'AGENCY']);
export const programmeOutcome = aid.enum('programme_outcome', ['ELIGIBLE', 'FOCUS_GROUP', 'NOT_ELIGIBLE']);

/** One-off programmes that are drawn from lists as of a day (S3). Its code is that of its scheme; the amount in whole sen for one recipient. Reference data. */
export const programmes = aid.table('programme', {
  code: text().primaryKey(),
  /** DOSM code; null for the whole country. */
  state: text(),
  /** The day as of which its lists are drawn. */
  asOf: date({ mode: 'string' }).notNull(),
  amount: bigint({ mode: 'number' }).notNull(),
  /** Within how many days after the date of the letter an account is stated. */
  accountDays: integer().notNull(),
  /** Within how many days after the announcement cash is claimed. */
  claimDays: integer().notNull(),
  source: text().notNull(),
});

/** The lists from which a programme is drawn. Reference data. */
export const programmeLists = aid.table(
  'programme_list',
  {
    id: text().primaryKey(),
    programmeCode: text().notNull(),
    position: integer().notNull(),
    kind: programmeListKind().notNull(),
    /** For a list of recipients alone. */
    schemeCode: text(),
    source: text().notNull(),
  },
  (t) => [index('programme_list_programme').on(t.programmeCode, t.position)],
);

/** Who may be a recipient: whoever meets all conditions of one criterion. Reference data; the form of `conditions` is checked where it is read. */
export const programmeCriteria = aid.table(
  'programme_criterion',
  {
    id: text().primaryKey(),
    programmeCode: text().notNull(),
    position: integer().notNull(),
    conditions: jsonb().$type<readonly unknown[]>().notNull(),
    /** Where the source contradicts itself: what was decided, with the day. */
    decision: text(),
    source: text().notNull(),
  },
  (t) => [index('programme_criterion_programme').on(t.programmeCode, t.position)],
);

/** The phases of a programme, as rules in their order: the first that holds decides. Reference data; `conditions` as above. */
export const programmeRules = aid.table(
  'programme_rule',
  {
    id: text().primaryKey(),
    programmeCode: text().notNull(),
    phase: integer().notNull(),
    position: integer().notNull(),
    conditions: jsonb().$type<readonly unknown[]>().notNull(),
    outcome: programmeOutcome().notNull(),
    /** Whether a recipient by this rule must be put on the register first. */
    needsRegistration: boolean().notNull(),
    decision: text(),
    source: text().notNull(),
  },
  (t) => [index('programme_rule_programme').on(t.programmeCode, t.phase, t.position)],
);

export type ProgrammeRow = typeof programmes.$inferSelect;
export type ProgrammeListRow = typeof programmeLists.$inferSelect;
export type ProgrammeCriterionRow = typeof programmeCriteria.$inferSelect;
export type ProgrammeRuleRow = typeof programmeRules.$inferSelect;
/** Not a table of its own: one of `conditions`, once it was read. */
export type ProgrammeConditionRow = Condition;
