import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { asc } from 'drizzle-orm';
import { type FindingRow, findings } from './finding.table.ts';

/** The reads of what officers found out, each below its application, in the order in which it was found. */
export const findingLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  findingsByApplication: manyBy(
    (row: FindingRow) => row.applicationId,
    (ids) =>
      db.select().from(findings).where(anyOf(findings.applicationId, ids)).orderBy(asc(findings.place)),
  ),
});
