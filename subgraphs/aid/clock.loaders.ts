import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { and, isNull } from 'drizzle-orm';
import { type ClockRow, clocks } from './clock.table.ts';

/** The reads of clocks, each below its application. */
export const clockLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** At most one of each kind runs. */
  runningClocksByApplication: manyBy(
    (row: ClockRow) => row.applicationId,
    (ids) =>
      db
        .select()
        .from(clocks)
        .where(and(anyOf(clocks.applicationId, ids), isNull(clocks.endedOn))),
  ),
});
