import { sql } from 'drizzle-orm';
import { check, date, integer, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { person, strata } from './household.table.ts';
import { recordingMethod, valueOrigin } from './recorded-income.table.ts';

/**
 * What the register said of where a household lives, one row each time it said something: from which day on, until the next such day. Rows are added and
 * never changed; of two for one day the later version counts. Version 0 is what stood there before recordings were kept, and is written with the first
 * change. `person.household` holds what counts today, and is all there is of an address that was never changed.
 */
export const recordedAddresses = person.table(
  'recorded_address',
  {
    householdKey: uuid().notNull(),
    version: integer().notNull(),
    addressLine: text().notNull(),
    postcode: text().notNull(),
    district: text().notNull(),
    state: text().notNull(),
    strata: strata().notNull(),
    since: date({ mode: 'string' }),
    origin: valueOrigin().notNull(),
    method: recordingMethod(),
    recordedAt: timestamp({ withTimezone: true, precision: 3 }),
    /** The viewer's id, as the passport says it. */
    recordedBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.householdKey, t.version] }),
    check(
      'recorded_address_says_who_when_and_how',
      sql`case when ${t.origin} = 'CARRIED_OVER'
        then ${t.version} = 0 and num_nonnulls(${t.since}, ${t.method}, ${t.recordedAt}, ${t.recordedBy}) = 0
        else ${t.version} > 0 and num_nulls(${t.since}, ${t.method}, ${t.recordedAt}, ${t.recordedBy}) = 0 end`,
    ),
  ],
);

/** A version of an address, as it is kept. */
export type KeptAddress = typeof recordedAddresses.$inferSelect;
/** An address as it is shown. */
export type RecordedAddressRow = Pick<
  KeptAddress,
  'postcode' | 'since' | 'origin' | 'method' | 'recordedAt'
> & { readonly line: string };
/** How the file of a household whose address was recorded is met. */
export type AddressFileRow = Pick<KeptAddress, 'householdKey'> & { readonly id: string };
