import type { RoomParts } from '@seisi/host/context';
import type { Database } from '@seisi/host/database';
import { arrayText } from '@seisi/host/hot-read';
import { manyBy, perArguments } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { and, desc, eq, getTableColumns, type Placeholder, type SQL, sql } from 'drizzle-orm';
import { type ReferralRow, referrals } from './referral.table.ts';

/** A referral with its instant in full: a `Date` holds milliseconds, the column microseconds, and a place in a list must compare exactly. */
export type PlacedReferral = ReferralRow & { readonly sentAtText: string };

/** The instant of sending in UTC, to the microsecond. */
export const SENT_AT_TEXT = sql<string>`to_char(${referrals.sentAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const placedColumns = { ...getTableColumns(referrals), sentAtText: SENT_AT_TEXT.as('sent_at_text') };

export const NEWEST_FIRST = [desc(referrals.sentAt), desc(referrals.id)] as const;

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
    .orderBy(...NEWEST_FIRST)
    .limit(limit + 1);
}

/** After a place in the sort `sentAt desc, id desc`. */
export function below(after: PageRequest['after']): SQL | undefined {
  if (after === null) return undefined;
  return sql`(${referrals.sentAt}, ${referrals.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`;
}

/** Whom a referral is about: a household, or a person. */
export type SubjectColumn = typeof referrals.householdKey | typeof referrals.personKey;

/** Keys as one parameter, so that the statement is the same for any number. They are UUIDs: the guard lets no other key in. */
export function subjects(keys: string | Placeholder): SQL {
  return sql`unnest(${keys}::uuid[]) as subject(key)`;
}

/** The referrals about one of those subjects. */
export function ofSubject(column: SubjectColumn): SQL {
  return eq(column, sql`subject.key`);
}

/** One statement for any number of subjects: the page of each by the index of its key. */
async function newestOfEach(
  db: Database,
  column: SubjectColumn,
  keys: readonly string[],
  { limit, after }: PageRequest,
): Promise<PlacedReferral[]> {
  const page = newest(db, and(ofSubject(column), below(after)), limit).as('page');
  const found = await db
    .select()
    .from(subjects(arrayText(keys)))
    .innerJoinLateral(page, sql`true`)
    .orderBy(desc(page.sentAt), desc(page.id));
  return found.map((row) => row.page);
}
