import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { type IncidentReader, incidentReach } from './incident.policy.ts';
import { type IncidentRow, type IncidentStepRow, incidentSteps, incidents } from './incident.table.ts';

/** An incident's place in its list. */
export function incidentPlace({ reportedAt, id }: IncidentRow): readonly string[] {
  return [reportedAt.toISOString(), id];
}

/** Reads of incidents, each for whom they exist. */
export const incidentLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** As it stands at this moment. */
  incidentOf: async (id: string): Promise<IncidentRow | null> => {
    const [found] = await db.select().from(incidents).where(eq(incidents.id, id));
    return found ?? null;
  },

  /** Newest first, one more than the page. */
  incidentPage: (
    reader: IncidentReader,
    status: IncidentRow['status'] | null,
    { limit, after }: PageRequest,
  ): Promise<IncidentRow[]> =>
    db
      .select()
      .from(incidents)
      .where(
        and(
          incidentReach.where(reader),
          status === null ? undefined : eq(incidents.status, status),
          after === null
            ? undefined
            : sql`(${incidents.reportedAt}, ${incidents.id}) < (${after[0]}::timestamptz, ${after[1]})`,
        ),
      )
      .orderBy(desc(incidents.reportedAt), desc(incidents.id))
      .limit(limit + 1)
      .execute(),

  /** Oldest first. */
  stepsByIncident: manyBy(
    (row: IncidentStepRow) => row.incidentId,
    (ids) =>
      db
        .select()
        .from(incidentSteps)
        .where(inArray(incidentSteps.incidentId, [...ids]))
        .orderBy(asc(incidentSteps.incidentId), asc(incidentSteps.nth)),
  ),
});
