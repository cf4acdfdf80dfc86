import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import {
  type AgencyListLineRow,
  type AgencyListRow,
  agencyListRows,
  agencyLists,
} from './agency-list.table.ts';
import { wholePlaceIn } from './posting-area.policy.ts';
import { programmes } from './programme.table.ts';
import { areasOf } from './programme-draw.policy.ts';

/** A list's place among the lists. */
export function agencyListPlace({ importedAt, id }: AgencyListRow): readonly string[] {
  return [importedAt.toISOString(), id];
}

/** The reads of agencies' lists: who may read them the resolvers of the roots say. */
export const agencyListLoaders = ({ db, passport }: Pick<RoomParts, 'db' | 'passport'>) => {
  const here = () =>
    db
      .select({ code: programmes.code })
      .from(programmes)
      .where(wholePlaceIn(areasOf(passport.basis)));
  return {
    agencyListOf: async (id: string): Promise<AgencyListRow | null> => {
      const [list] = await db.select().from(agencyLists).where(eq(agencyLists.id, id));
      return list ?? null;
    },

    /** Newest first, one more than the page. */
    agencyListPage: ({ limit, after }: PageRequest): Promise<AgencyListRow[]> => {
      const [at, id] = after ?? [];
      const isAfter =
        at === undefined
          ? undefined
          : sql`(${agencyLists.importedAt}, ${agencyLists.id}) < (${at}::timestamptz, ${id}::uuid)`;
      return db
        .select()
        .from(agencyLists)
        .where(and(isAfter, inArray(agencyLists.programmeCode, here())))
        .orderBy(desc(agencyLists.importedAt), desc(agencyLists.id))
        .limit(limit + 1)
        .execute();
    },

    /** In the order of the agency's file. */
    linesByAgencyList: manyBy<AgencyListLineRow>(
      ({ listId }) => listId,
      (ids) =>
        db
          .select()
          .from(agencyListRows)
          .where(inArray(agencyListRows.listId, [...ids]))
          .orderBy(asc(agencyListRows.line)),
    ),
  };
};
