import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { programmes, type VolunteerProgrammeRow } from './activity.table.ts';

/** One page of the list, of one state or of all. */
type ProgrammePage = PageRequest & { readonly state: string | null };

/** What this gives of the last row is where the next page begins. */
export const programmePlace = ({ at, id }: VolunteerProgrammeRow): readonly string[] => [
  at.toISOString(),
  id,
];

/** The reads of programmes, which name nobody. */
export const programmeLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  volunteerProgrammeById: oneBy(
    (row: VolunteerProgrammeRow) => row.id,
    (ids) => db.select().from(programmes).where(anyOf(programmes.id, ids)),
  ),

  /** Those that are open, newest first. */
  programmePage: ({ state, limit, after }: ProgrammePage): Promise<VolunteerProgrammeRow[]> =>
    db
      .select()
      .from(programmes)
      .where(
        and(
          isNull(programmes.closedOn),
          state === null ? undefined : eq(programmes.state, state),
          after === null
            ? undefined
            : sql`(${programmes.at}, ${programmes.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(desc(programmes.at), desc(programmes.id))
      .limit(limit + 1),
});
