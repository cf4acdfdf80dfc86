import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { and, desc, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { endOf } from './as-of.ts';
import { byDay } from './household-on-day.loaders.ts';
import { type RecordedValueRow, recordedValues } from './recorded-value.table.ts';

/** Reads of people's values as the register had them. They are asked only below a person whose grant the guard has opened. */
export const recordedValueLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** Of each value of a person that was ever changed the version that counted on a day, YYYY-MM-DD, by what was recorded by its end. */
  valuesAsOf: byDay((day) =>
    manyBy(
      (row: RecordedValueRow) => row.personKey,
      (keys) => {
        const byThen = or(isNull(recordedValues.recordedAt), lt(recordedValues.recordedAt, endOf(day)));
        const begun = or(isNull(recordedValues.since), lte(recordedValues.since, day));
        return db
          .selectDistinctOn([recordedValues.personKey, recordedValues.field])
          .from(recordedValues)
          .where(and(anyOf(recordedValues.personKey, keys), byThen, begun))
          .orderBy(
            recordedValues.personKey,
            recordedValues.field,
            sql`${recordedValues.since} desc nulls last`,
            desc(recordedValues.version),
          );
      },
    ),
  ),
});
