import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { isUuid } from '@seisi/host/scalars';
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { type ApplicationReader, applicationReach } from './agency-application.policy.ts';
import {
  type AgencyApplicationRow,
  type AgencyApplicationStepRow,
  agencyApplicationSteps,
  agencyApplications,
} from './agency-application.table.ts';

/** An application's place in its list. */
export function applicationPlace({ appliedAt, id }: AgencyApplicationRow): readonly string[] {
  return [appliedAt.toISOString(), id];
}

/** Reads of applications to take part, each for whom they exist. */
export const agencyApplicationLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** As it stands at this moment. */
  agencyApplicationOf: async (id: string): Promise<AgencyApplicationRow | null> => {
    if (!isUuid(id)) return null;
    const [found] = await db.select().from(agencyApplications).where(eq(agencyApplications.id, id));
    return found ?? null;
  },

  /** Newest first, one more than the page. */
  agencyApplicationPage: (
    reader: ApplicationReader,
    status: AgencyApplicationRow['status'] | null,
    { limit, after }: PageRequest,
  ): Promise<AgencyApplicationRow[]> =>
    db
      .select()
      .from(agencyApplications)
      .where(
        and(
          applicationReach.where(reader),
          status === null ? undefined : eq(agencyApplications.status, status),
          after === null
            ? undefined
            : sql`(${agencyApplications.appliedAt}, ${agencyApplications.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(desc(agencyApplications.appliedAt), desc(agencyApplications.id))
      .limit(limit + 1)
      .execute(),

  /** Oldest first. */
  stepsByAgencyApplication: manyBy(
    (row: AgencyApplicationStepRow) => row.applicationId,
    (ids) =>
      db
        .select()
        .from(agencyApplicationSteps)
        .where(inArray(agencyApplicationSteps.applicationId, [...ids]))
        .orderBy(asc(agencyApplicationSteps.applicationId), asc(agencyApplicationSteps.nth)),
  ),
});
