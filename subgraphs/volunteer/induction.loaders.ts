import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { and, asc, eq, gte, sql } from 'drizzle-orm';
import { inductions, type VolunteerInductionRow } from './induction.table.ts';

/** One page of the list, from a day (YYYY-MM-DD) on. */
type InductionPage = PageRequest & { readonly district: string | null; readonly from: string };

/** What this gives of the last row is where the next page begins. */
export const inductionPlace = ({ day, id }: VolunteerInductionRow): readonly string[] => [day, id];

/** The reads of inductions, which name nobody. */
export const inductionLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  inductionById: oneBy(
    (row: VolunteerInductionRow) => row.id,
    (ids) => db.select().from(inductions).where(anyOf(inductions.id, ids)),
  ),

  inductionPage: async ({
    district,
    from,
    limit,
    after,
  }: InductionPage): Promise<VolunteerInductionRow[]> => {
    const [day, id] = after ?? [];
    return db
      .select()
      .from(inductions)
      .where(
        and(
          gte(inductions.day, from),
          district === null ? undefined : eq(inductions.district, district),
          after === null
            ? undefined
            : sql`(${inductions.day}, ${inductions.id}) > (${day}::date, ${id}::uuid)`,
        ),
      )
      .orderBy(asc(inductions.day), asc(inductions.id))
      .limit(limit + 1);
  },
});
