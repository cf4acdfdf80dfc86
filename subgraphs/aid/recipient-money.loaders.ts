import type { RoomParts } from '@seisi/host/context';
import type { Database } from '@seisi/host/database';
import { manyBy } from '@seisi/host/loader';
import { and, asc, count, inArray, sql } from 'drizzle-orm';
import { type CandidateRow, candidates } from './candidate.table.ts';
import { isOfDistricts, livesIn } from './posting-area.policy.ts';
import { areasOf } from './programme-draw.policy.ts';
import {
  type MoneyOfList,
  type RecipientAnnouncementRow,
  recipientAnnouncements,
  recipientLists,
} from './recipient-list.table.ts';
import { type TreasurerReturnRow, treasurerReturns } from './treasurer-return.table.ts';

/** The reads of what became of the money of lists, in the areas of the own posting. */
export const recipientMoneyLoaders = ({ db, passport }: Pick<RoomParts, 'db' | 'passport'>) => {
  const areas = areasOf(passport.basis);
  return {
    /** What became of the money of lists, in the own areas. */
    moneyByList: manyBy<MoneyOfList>(
      ({ listId }) => listId,
      (ids) => moneyOf(db, ids, areas),
    ),

    /** Which districts of the own areas were told, in their order. */
    announcementsByList: manyBy<RecipientAnnouncementRow>(
      ({ listId }) => listId,
      (ids) =>
        db
          .select()
          .from(recipientAnnouncements)
          .where(
            and(
              inArray(recipientAnnouncements.listId, [...ids]),
              isOfDistricts(recipientAnnouncements.district, areas),
            ),
          )
          .orderBy(asc(recipientAnnouncements.district)),
    ),

    /** What districts of the own areas sent back, oldest first. */
    returnsByList: manyBy<TreasurerReturnRow>(
      ({ listId }) => listId,
      (ids) =>
        db
          .select()
          .from(treasurerReturns)
          .where(
            and(inArray(treasurerReturns.listId, [...ids]), isOfDistricts(treasurerReturns.district, areas)),
          )
          .orderBy(asc(treasurerReturns.at), asc(treasurerReturns.id)),
    ),
  };
};

async function moneyOf(
  db: Database,
  ids: readonly string[],
  areas: readonly string[],
): Promise<MoneyOfList[]> {
  // By programme, for candidates have an index on that.
  const codes = db
    .select({ code: recipientLists.programmeCode })
    .from(recipientLists)
    .where(inArray(recipientLists.id, [...ids]));
  const of = (status: CandidateRow['status']) =>
    sql<number>`count(*) filter (where ${candidates.status} = ${status})`.mapWith(Number);
  const rows = await db
    .select({
      ...{ listId: candidates.listId, recipients: count() },
      ...{ paid: of('PAID'), returned: of('RETURNED') },
    })
    .from(candidates)
    .where(
      and(inArray(candidates.programmeCode, codes), inArray(candidates.listId, [...ids]), livesIn(areas)),
    )
    .groupBy(candidates.listId);
  return rows.map(({ listId, ...row }) => ({ listId: listId ?? '', ...row }));
}
