import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import { and, desc, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { endOf } from './as-of.ts';
import { byDay } from './household-on-day.loaders.ts';
import { type KeptAddress, recordedAddresses } from './recorded-address.table.ts';

/** Reads of where households lived, as the register had it. They are asked only below a household whose grant the guard has opened. */
export const recordedAddressLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** Of an address that was ever changed the version that counted on a day, YYYY-MM-DD, by what was recorded by its end. */
  addressAsOf: byDay((day) =>
    oneBy(
      (row: KeptAddress) => row.householdKey,
      (keys) => {
        const byThen = or(isNull(recordedAddresses.recordedAt), lt(recordedAddresses.recordedAt, endOf(day)));
        const begun = or(isNull(recordedAddresses.since), lte(recordedAddresses.since, day));
        return db
          .selectDistinctOn([recordedAddresses.householdKey])
          .from(recordedAddresses)
          .where(and(anyOf(recordedAddresses.householdKey, keys), byThen, begun))
          .orderBy(
            recordedAddresses.householdKey,
            sql`${recordedAddresses.since} desc nulls last`,
            desc(recordedAddresses.version),
          );
      },
    ),
  ),
});
