import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { arrayText } from '@seisi/host/hot-read';
import { manyBy, perArguments } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { type AidReceivedRow, aidReceived } from './aid-received.table.ts';

/** The reads of aid that people receive, each below its person. */
export const aidReceivedLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** One page for each person, the newest beginning first, with one row more than the page. */
  aidReceivedByPerson: perArguments(({ limit, after }: PageRequest) =>
    manyBy(
      (row: AidReceivedRow) => row.personKey,
      async (keys) => {
        const ofOne = db
          .select()
          .from(aidReceived)
          .where(and(eq(aidReceived.personKey, sql`wanted.key`), isAfter(after)))
          .orderBy(desc(aidReceived.since), desc(aidReceived.id))
          .limit(limit + 1)
          .as('of_one');
        const rows = await db
          .select()
          .from(sql`unnest(${arrayText(keys)}::uuid[]) as wanted(key)`)
          .crossJoinLateral(ofOne)
          .orderBy(desc(ofOne.since), desc(ofOne.id));
        return rows.map((row) => row.of_one);
      },
    ),
  ),

  /** All that counts of each person. */
  aidCountedByPerson: manyBy(
    (row: AidReceivedRow) => row.personKey,
    (keys) =>
      db
        .select()
        .from(aidReceived)
        .where(and(anyOf(aidReceived.personKey, keys), isNull(aidReceived.struckAt))),
  ),
});

/** An entry's place in its list. */
export function aidPlace({ since, id }: AidReceivedRow): readonly string[] {
  return [since, id];
}

function isAfter(after: PageRequest['after']) {
  const [since, id] = after ?? [];
  return after === null
    ? undefined
    : sql`(${aidReceived.since}, ${aidReceived.id}) < (${since}::date, ${id}::uuid)`;
}
