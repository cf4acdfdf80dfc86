import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { arrayText } from '@seisi/host/hot-read';
import { manyBy, oneBy, perArguments } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import type { Soon } from '@seisi/host/soon';
import { and, asc, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Ground } from './ground/ground.ts';
import { personReach } from './person.policy.ts';
import { people } from './person.table.ts';
import { type UpdateRequestRow, updateRequests } from './update-request.table.ts';

/** The reads of requests: below their person, and for officers those that wait within reach. */
export const updateRequestLoaders = ({ db, today }: RoomParts, ground: () => Soon<Ground>) => ({
  updateRequestById: oneBy(
    (row: UpdateRequestRow) => row.id,
    (ids) => db.select().from(updateRequests).where(anyOf(updateRequests.id, ids)),
  ),

  /** As it stands at this moment: what an act gives must not have been read before it. */
  updateRequestNow: async (id: string): Promise<UpdateRequestRow | null> => {
    const [found] = await db.select().from(updateRequests).where(eq(updateRequests.id, id));
    return found ?? null;
  },

  /** One page for each person, newest first, with one row more than the page. */
  updateRequestsByPerson: perArguments(({ limit, after }: PageRequest) =>
    manyBy(
      (row: UpdateRequestRow) => row.personKey,
      async (keys) => {
        const ofOne = db
          .select()
          .from(updateRequests)
          .where(and(eq(updateRequests.personKey, sql`wanted.key`), isBefore(after)))
          .orderBy(desc(updateRequests.askedAt), desc(updateRequests.id))
          .limit(limit + 1)
          .as('of_one');
        const rows = await db
          .select()
          .from(sql`unnest(${arrayText(keys)}::uuid[]) as wanted(key)`)
          .crossJoinLateral(ofOne)
          .orderBy(desc(ofOne.askedAt), desc(ofOne.id));
        return rows.map((row) => row.of_one);
      },
    ),
  ),

  /** Those that wait, of people within reach, the oldest first, one more than the page. */
  updateRequestsWaiting: async ({ limit, after }: PageRequest): Promise<UpdateRequestRow[]> =>
    db
      .select(getTableColumns(updateRequests))
      .from(updateRequests)
      .innerJoin(people, eq(people.key, updateRequests.personKey))
      .where(
        and(
          sql`${updateRequests.status} = 'PENDING'`,
          isAfter(after),
          personReach.where(await ground(), today),
        ),
      )
      .orderBy(asc(updateRequests.askedAt), asc(updateRequests.id))
      .limit(limit + 1),
});

/** A request's place in its list: instants of this table end at the millisecond. */
export function updateRequestPlace({ askedAt, id }: UpdateRequestRow): readonly string[] {
  return [askedAt.toISOString(), id];
}

function isBefore(after: PageRequest['after']) {
  const [at, id] = after ?? [];
  return after === null
    ? undefined
    : sql`(${updateRequests.askedAt}, ${updateRequests.id}) < (${at}::timestamptz, ${id}::uuid)`;
}

function isAfter(after: PageRequest['after']) {
  const [at, id] = after ?? [];
  return after === null
    ? undefined
    : sql`(${updateRequests.askedAt}, ${updateRequests.id}) > (${at}::timestamptz, ${id}::uuid)`;
}
