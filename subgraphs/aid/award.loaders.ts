import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { desc } from 'drizzle-orm';
import { type AwardVersionRow, awards } from './award.table.ts';

/** The reads of awards, each below its application. */
export const awardLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** All versions of each, the newest first. */
  awardsByApplication: manyBy(
    (row: AwardVersionRow) => row.applicationId,
    (ids) => db.select().from(awards).where(anyOf(awards.applicationId, ids)).orderBy(desc(awards.version)),
  ),
});
