import type { RoomParts } from '@seisi/host/context';
import type { PageRequest } from '@seisi/host/page';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { type LockedListRow, lockedLists } from './locked-list.table.ts';

/** A list's place among the lists. */
export function lockedListPlace({ lockedAt, id }: LockedListRow): readonly string[] {
  return [lockedAt.toISOString(), id];
}

/** The reads of locked lists: who may read them the resolvers of the roots say, for a list's figures are about nobody. */
export const lockedListLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  lockedListOf: async (id: string): Promise<LockedListRow | null> => {
    const [list] = await db.select().from(lockedLists).where(eq(lockedLists.id, id));
    return list ?? null;
  },

  /** The newest first, one more than the page; of these states alone, or of any place where that is null. */
  lockedListPage: (
    { limit, after }: PageRequest,
    states: readonly string[] | null,
  ): Promise<LockedListRow[]> => {
    const [at, id] = after ?? [];
    const isAfter =
      at === undefined
        ? undefined
        : sql`(${lockedLists.lockedAt}, ${lockedLists.id}) < (${at}::timestamptz, ${id}::uuid)`;
    return db
      .select()
      .from(lockedLists)
      .where(and(isAfter, states === null ? undefined : inArray(lockedLists.state, [...states])))
      .orderBy(desc(lockedLists.lockedAt), desc(lockedLists.id))
      .limit(limit + 1)
      .execute();
  },
});
