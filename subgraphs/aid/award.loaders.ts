import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { and, desc, gte, isNull, lte, or } from 'drizzle-orm';
import { type AwardVersionRow, awards } from './award.table.ts';

/** The reads of awards, each below its application. */
export const awardLoaders = ({ db, today }: Pick<RoomParts, 'db' | 'today'>) => ({
  /** Those of each person that are in force today. */
  awardsInForceByPerson: manyBy(
    (row: AwardVersionRow) => row.personKey,
    (keys) =>
      db
        .select()
        .from(awards)
        .where(
          and(
            anyOf(awards.personKey, keys),
            lte(awards.startsOn, today),
            or(isNull(awards.endsOn), gte(awards.endsOn, today)),
          ),
        ),
  ),

  /** All versions of each, the newest first. */
  awardsByApplication: manyBy(
    (row: AwardVersionRow) => row.applicationId,
    (ids) => db.select().from(awards).where(anyOf(awards.applicationId, ids)).orderBy(desc(awards.version)),
  ),
});
