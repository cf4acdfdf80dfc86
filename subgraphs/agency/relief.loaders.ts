import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { asc, desc, eq, inArray } from 'drizzle-orm';
import {
  type CentreRow,
  centres,
  counts,
  type EvacueeCountRow,
  type IncidentNeedRow,
  needs,
} from './evacuation-centre.table.ts';

/** Reads of what is run under incidents, below an incident that exists for the reader. */
export const reliefLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** As it stands at this moment. */
  centreOf: async (id: string): Promise<CentreRow | null> => {
    const [found] = await db.select().from(centres).where(eq(centres.id, id));
    return found ?? null;
  },
  /** As it stands at this moment. */
  needOf: async (id: string): Promise<IncidentNeedRow | null> => {
    const [found] = await db.select().from(needs).where(eq(needs.id, id));
    return found ?? null;
  },

  centresByIncident: manyBy(
    (row: CentreRow) => row.incidentId,
    (ids) =>
      db
        .select()
        .from(centres)
        .where(inArray(centres.incidentId, [...ids]))
        .orderBy(asc(centres.openedAt), asc(centres.id)),
  ),

  /** Newest first. */
  countsByCentre: manyBy(
    (row: EvacueeCountRow) => row.centreId,
    (ids) =>
      db
        .select()
        .from(counts)
        .where(inArray(counts.centreId, [...ids]))
        .orderBy(asc(counts.centreId), desc(counts.nth)),
  ),

  needsByIncident: manyBy(
    (row: IncidentNeedRow) => row.incidentId,
    (ids) =>
      db
        .select()
        .from(needs)
        .where(inArray(needs.incidentId, [...ids]))
        .orderBy(asc(needs.reportedAt), asc(needs.id)),
  ),
});
