import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy, oneBy } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { and, asc, count, desc, eq, gte, ne, sql } from 'drizzle-orm';
import {
  type ActivityParticipationRow,
  activities,
  participations,
  type VolunteerActivityRow,
} from './activity.table.ts';

/** One page of the list, from a day (YYYY-MM-DD) on. */
type ActivityPage = PageRequest & { readonly district: string | null; readonly from: string };

/** What this gives of the last row is where the next page begins. */
export const activityPlace = ({ day, id }: VolunteerActivityRow): readonly string[] => [day, id];

/** The reads of activities, which name nobody, and of who took part, below their record. */
export const activityLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  volunteerActivityById: oneBy(
    (row: VolunteerActivityRow) => row.id,
    (ids) => db.select().from(activities).where(anyOf(activities.id, ids)),
  ),

  activityPage: async ({ district, from, limit, after }: ActivityPage): Promise<VolunteerActivityRow[]> => {
    const [day, id] = after ?? [];
    return db
      .select()
      .from(activities)
      .where(
        and(
          gte(activities.day, from),
          district === null ? undefined : eq(activities.district, district),
          after === null
            ? undefined
            : sql`(${activities.day}, ${activities.id}) > (${day}::date, ${id}::uuid)`,
        ),
      )
      .orderBy(asc(activities.day), asc(activities.id))
      .limit(limit + 1);
  },

  /** How many places are taken. */
  takenByActivity: oneBy(
    (row: { readonly activityId: string; readonly taken: number }) => row.activityId,
    (ids) =>
      db
        .select({ activityId: participations.activityId, taken: count() })
        .from(participations)
        .where(and(anyOf(participations.activityId, ids), ne(participations.status, 'WITHDRAWN')))
        .groupBy(participations.activityId),
  ),

  participationsByVolunteering: manyBy(
    (row: ActivityParticipationRow) => row.volunteeringId,
    (ids) =>
      db
        .select()
        .from(participations)
        .where(anyOf(participations.volunteeringId, ids))
        .orderBy(desc(participations.signedUpAt), desc(participations.id)),
  ),
});
