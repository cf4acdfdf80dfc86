import type { RoomParts } from '@seisi/host/context';
import { arrayText } from '@seisi/host/hot-read';
import { manyBy, perArguments } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { and, desc, eq, ne, sql } from 'drizzle-orm';
import { type NoticeRow, notices } from './notice.table.ts';

/** The reads of notices, each below its person. */
export const noticeLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** One page for each person, newest first, with one row more than the page; one statement for any number of people. Consents have a list of their own. */
  noticesByPerson: perArguments(({ limit, after }: PageRequest) =>
    manyBy(
      (row: NoticeRow) => row.personKey,
      async (keys) => {
        const ofOne = db
          .select()
          .from(notices)
          .where(
            and(
              eq(notices.personKey, sql`wanted.key`),
              ne(notices.kind, 'PAPER_CONSENT_CONFIRMED'),
              isAfter(after),
            ),
          )
          .orderBy(desc(notices.at), desc(notices.id))
          .limit(limit + 1)
          .as('of_one');
        const rows = await db
          .select()
          .from(sql`unnest(${arrayText(keys)}::uuid[]) as wanted(key)`)
          .crossJoinLateral(ofOne)
          .orderBy(desc(ofOne.at), desc(ofOne.id));
        return rows.map((row) => row.of_one);
      },
    ),
  ),
});

/** A notice's place in its list: instants of this table end at the millisecond. */
export function noticePlace({ at, id }: NoticeRow): readonly string[] {
  return [at.toISOString(), id];
}

function isAfter(after: PageRequest['after']) {
  const [at, id] = after ?? [];
  return after === null ? undefined : sql`(${notices.at}, ${notices.id}) < (${at}::timestamptz, ${id}::uuid)`;
}
