import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { agencies } from './agency.table.ts';
import { type PostingRow, postings } from './agreement.table.ts';

/** A posting's place in its list. */
export function postingPlace({ id }: PostingRow): readonly string[] {
  return [id];
}

/** The same order everywhere, whatever the database's own is. */
const BY_ID = sql`${postings.id} collate "C"`;

/** Reads of postings. */
export const postingLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** Of agencies that take part today, and of no others: by these officers act. */
  postingById: oneBy<PostingRow>(
    ({ id }) => id,
    (ids) =>
      db
        .select(getTableColumns(postings))
        .from(postings)
        .innerJoin(agencies, eq(agencies.code, postings.agencyCode))
        .where(and(anyOf(postings.id, ids), eq(agencies.status, 'ACTIVE'))),
  ),

  /** As it stands at this moment. */
  postingNow: async (id: string): Promise<PostingRow | null> => {
    const [found] = await db.select().from(postings).where(eq(postings.id, id));
    return found ?? null;
  },

  /** An agency's, by identifier, one more than the page. */
  postingPage: (agencyCode: string, { limit, after }: PageRequest): Promise<PostingRow[]> =>
    db
      .select()
      .from(postings)
      .where(
        and(eq(postings.agencyCode, agencyCode), after === null ? undefined : sql`${BY_ID} > ${after[0]}`),
      )
      .orderBy(BY_ID)
      .limit(limit + 1)
      .execute(),
});
