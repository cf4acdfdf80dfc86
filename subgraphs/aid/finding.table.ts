import { sql } from 'drizzle-orm';
import { bigint, boolean, check, date, index, jsonb, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';

/** On what registers may be silent, or tell something else than the applicant. */
export const foundFact = aid.enum('found_fact', ['AGE', 'ALIVE', 'CITIZENSHIP', 'INCOME']);

/**
 * What an officer found out on a fact (dapatan); rows are added and never changed, the newest counts. One of the values stands in each row, that of
 * its fact: a date of birth, whether the person lives, whether a citizen, own income in whole sen a month. `against` is what the register had said of
 * the fact then, null where it had said nothing: once it says something else, the finding counts no longer.
 */
export const findings = aid.table(
  'finding',
  {
    id: uuid().primaryKey(),
    /** In the order in which they were found out: two may be of one instant. */
    place: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    applicationId: uuid().notNull(),
    fact: foundFact().notNull(),
    birthDate: date({ mode: 'string' }),
    alive: boolean(),
    citizen: boolean(),
    income: bigint({ mode: 'number' }),
    against: jsonb(),
    reason: text().notNull(),
    by: text().notNull(),
    at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [
    index('finding_application').on(t.applicationId, t.place),
    check(
      'finding_is_of_its_fact',
      sql`(${t.birthDate} is not null) = (${t.fact} = 'AGE') and (${t.alive} is not null) = (${t.fact} = 'ALIVE')
        and (${t.citizen} is not null) = (${t.fact} = 'CITIZENSHIP') and (${t.income} is not null) = (${t.fact} = 'INCOME')`,
    ),
  ],
);

export type FindingRow = typeof findings.$inferSelect;
