import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { isUuid } from '@seisi/host/scalars';
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { sharingReach } from './sharing-request.policy.ts';
import {
  type SharingRequestRow,
  type SharingStepRow,
  sharingRequests,
  sharingSteps,
} from './sharing-request.table.ts';

/** A request's place in its list. */
export function sharingPlace({ writtenAt, id }: SharingRequestRow): readonly string[] {
  return [writtenAt.toISOString(), id];
}

/** Reads of requests to share data; for whom they exist is asked of `sharingReach`. */
export const sharingRequestLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** As it stands at this moment. */
  sharingRequestOf: async (id: string): Promise<SharingRequestRow | null> => {
    if (!isUuid(id)) return null;
    const [found] = await db.select().from(sharingRequests).where(eq(sharingRequests.id, id));
    return found ?? null;
  },

  /** Newest first, one more than the page. */
  sharingRequestPage: (
    agency: string,
    status: SharingRequestRow['status'] | null,
    { limit, after }: PageRequest,
  ): Promise<SharingRequestRow[]> =>
    db
      .select()
      .from(sharingRequests)
      .where(
        and(
          sharingReach.where(agency),
          status === null ? undefined : eq(sharingRequests.status, status),
          after === null
            ? undefined
            : sql`(${sharingRequests.writtenAt}, ${sharingRequests.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(desc(sharingRequests.writtenAt), desc(sharingRequests.id))
      .limit(limit + 1)
      .execute(),

  /** Oldest first. */
  stepsBySharingRequest: manyBy(
    (row: SharingStepRow) => row.requestId,
    (ids) =>
      db
        .select()
        .from(sharingSteps)
        .where(inArray(sharingSteps.requestId, [...ids]))
        .orderBy(asc(sharingSteps.requestId), asc(sharingSteps.nth)),
  ),
});
