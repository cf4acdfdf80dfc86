import { sql } from 'drizzle-orm';
import { check, date, integer, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { person } from './household.table.ts';
import { recordingMethod, valueOrigin } from './recorded-income.table.ts';

export const personField = person.enum('person_field', [
  'MARITAL_STATUS',
  'EDUCATION',
  'EMPLOYMENT',
  'PHONE',
  'EMAIL',
  'SKILLS',
  'ILLNESSES',
  'SAVINGS',
]);

/**
 * What the register said of a value of a person, one row each time it said something: from which day on, until the next such day. Rows are added and
 * never changed; of two for one day the later version counts. Version 0 is what stood there before recordings were kept, and is written with the first
 * change. `person.person` holds what counts today of the values that have a column there, and is all there is of one that was never changed. `value` null: the person has none.
 */
export const recordedValues = person.table(
  'recorded_value',
  {
    personKey: uuid().notNull(),
    field: personField().notNull(),
    version: integer().notNull(),
    value: text(),
    since: date({ mode: 'string' }),
    origin: valueOrigin().notNull(),
    method: recordingMethod(),
    recordedAt: timestamp({ withTimezone: true, precision: 3 }),
    /** The viewer's id, as the passport says it. */
    recordedBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.personKey, t.field, t.version] }),
    check(
      'recorded_value_says_who_when_and_how',
      sql`case when ${t.origin} = 'CARRIED_OVER'
        then ${t.version} = 0 and num_nonnulls(${t.since}, ${t.method}, ${t.recordedAt}, ${t.recordedBy}) = 0
        else ${t.version} > 0 and num_nulls(${t.since}, ${t.method}, ${t.recordedAt}, ${t.recordedBy}) = 0 end`,
    ),
  ],
);

export type RecordedValueRow = typeof recordedValues.$inferSelect;
export type PersonField = RecordedValueRow['field'];
