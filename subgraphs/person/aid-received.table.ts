import { sql } from 'drizzle-orm';
import { bigint, boolean, check, date, index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';
import { recordingMethod, valueOrigin } from './recorded-income.table.ts';

export const aidReceivedKind = person.enum('aid_received_kind', [
  'CASH',
  'FOOD',
  'HOUSING',
  'EDUCATION',
  'HEALTH',
  'EQUIPMENT',
  'TRAINING',
  'OTHER',
]);
export const aidRhythm = person.enum('aid_rhythm', ['ONCE', 'MONTHLY']);

/**
 * What somebody of a household receives from an agency, whichever it is (S1: senarai program atau bantuan yang telah diterima oleh KIR dan AIR). Rows are
 * added; one that was wrong is struck, with who, when and why, and stays. `value` is in sen, each time; null where nobody put one on it.
 */
export const aidReceived = person.table(
  'aid_received',
  {
    id: uuid().primaryKey(),
    personKey: uuid().notNull(),
    agencyCode: text().notNull(),
    kind: aidReceivedKind().notNull(),
    programme: text().notNull(),
    rhythm: aidRhythm().notNull(),
    value: bigint({ mode: 'number' }),
    /** Whether the value stands among the incomes of the register already, so that it is counted once. */
    isInIncome: boolean().notNull(),
    since: date({ mode: 'string' }).notNull(),
    until: date({ mode: 'string' }),
    origin: valueOrigin().notNull(),
    method: recordingMethod().notNull(),
    recordedBy: text().notNull(),
    recordedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    struckBy: text(),
    struckAt: timestamp({ withTimezone: true, precision: 3 }),
    struckReason: text(),
  },
  (t) => [
    index('aid_received_person').on(t.personKey, t.since),
    check('aid_received_ends_after_it_begins', sql`${t.until} is null or ${t.until} > ${t.since}`),
    check('aid_received_once_has_no_end', sql`${t.rhythm} = 'MONTHLY' or ${t.until} is null`),
    check(
      'aid_received_says_who_struck',
      sql`num_nonnulls(${t.struckBy}, ${t.struckAt}, ${t.struckReason}) in (0, 3)`,
    ),
  ],
);

export type AidReceivedRow = typeof aidReceived.$inferSelect;
export type AidReceivedFileRow = Pick<AidReceivedRow, 'id' | 'personKey'>;
