import type { RoomParts } from '@seisi/host/context';
import type { Database } from '@seisi/host/database';
import { manyBy, perArguments } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { and, desc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { type ReferralRow, referrals } from './referral.table.ts';

/** A referral with its instant in full: a `Date` holds milliseconds, the column microseconds, and a place in a list must compare exactly. */
export type PlacedReferral = ReferralRow & { readonly sentAtText: string };

const placedColumns = {
  ...getTableColumns(referrals),
  sentAtText:
    sql<string>`to_char(${referrals.sentAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as(
      'sent_at_text',
    ),
};

/** Reads of referrals below their subject, whose grant the guard has judged: newest first, one more than the limit each. */
export const referralLoaders = ({ db }: RoomParts) => ({
  /** About a household as a whole. */
  referralsByHousehold: perArguments((page: PageRequest) =>
    manyBy(
      (row: PlacedReferral) => row.householdKey ?? '',
      (keys) => newestOfEach(db, referrals.householdKey, keys, page),
    ),
  ),

  /** About a person alone. */
  referralsByPerson: perArguments((page: PageRequest) =>
    manyBy(
      (row: PlacedReferral) => row.personKey ?? '',
      (keys) => newestOfEach(db, referrals.personKey, keys, page),
    ),
  ),
});

/** What `referralPlace` gives of the last row is where the next page begins. */
export function referralPlace({ sentAtText, id }: PlacedReferral): readonly string[] {
  return [sentAtText, id];
}

/** The newest referrals that fit a condition, one more than the limit. */
export function newest(db: Database, condition: SQL | undefined, limit: number) {
  return db
    .select(placedColumns)
    .from(referrals)
    .where(condition)
    .orderBy(desc(referrals.sentAt), desc(referrals.id))
    .limit(limit + 1);
}

/** After a place in the sort `sentAt desc, id desc`. */
export function below(after: PageRequest['after']): SQL | undefined {
  if (after === null) return undefined;
  return sql`(${referrals.sentAt}, ${referrals.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;
}

/** One statement for any number of subjects: the page of each by the index of its key. */
async function newestOfEach(
  db: Database,
  column: typeof referrals.householdKey | typeof referrals.personKey,
  keys: readonly string[],
  { limit, after }: PageRequest,
): Promise<PlacedReferral[]> {
  const page = newest(db, and(eq(column, sql`subject.key`), below(after)), limit).as('page');
  const found = await db
    .select()
    .from(sql`unnest(${`{${keys.join(',')}}`}::uuid[]) as subject(key)`)
    .innerJoinLateral(page, sql`true`)
    .orderBy(desc(page.sentAt), desc(page.id));
  return found.map((row) => row.page);
}
