import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import { type PageRequest, siftedRows } from '@seisi/host/page';
import type { SubjectKey } from '@seisi/schema/reach';
import { and, eq, sql } from 'drizzle-orm';
import { filesOfNobody } from './file-of-nobody.ts';
import { below, newest, type PlacedReferral, referralPlace } from './referral.loaders.ts';
import { reach } from './referral.policy.ts';
import { type ReferralRow, referrals } from './referral.table.ts';

/** Reads of referral files, every one within the viewer's reach. */
export const referralFileLoaders = ({ db, passport, reached }: RoomParts) => {
  const within = () => reach.where(passport.basis);
  const fileById = oneBy(
    (row: ReferralRow) => row.id,
    (ids) =>
      db
        .select()
        .from(referrals)
        .where(and(anyOf(referrals.id, ids), within())),
  );
  /** The next fetch of the same request asks for these files again, by id. */
  const remember = <Row extends ReferralRow>(rows: Row[]): Row[] => {
    for (const row of rows) fileById.prime(row.id, row);
    return rows;
  };

  /**
   * Newest first, one more than the limit. Each side of reach gives its own page, from which the page is taken: by `or` alone the
   * database would read and sort all that an agency ever sent or received.
   */
  const candidates = async (
    status: ReferralRow['status'] | null,
    { limit, after }: PageRequest,
  ): Promise<PlacedReferral[]> => {
    const withStatus = status === null ? undefined : eq(referrals.status, status);
    const pages = reach.sides(passport.basis).map((side) => {
      const page = newest(db, and(side, within(), withStatus, below(after)), limit).as('page');
      return sql`array(select ${page.id} from ${page})`;
    });
    if (pages.length === 0) return [];
    return newest(db, sql`${referrals.id} = any(${sql.join(pages, sql` || `)})`, limit);
  };

  return {
    fileById,
    fileByReference: oneBy(
      (row: ReferralRow) => row.reference,
      async (references) => {
        const ofThese = anyOf(referrals.reference, references);
        const found = await db.select().from(referrals).where(and(ofThese, within()));
        return remember([...found, ...filesOfNobody(references, found)]);
      },
    ),

    /** One page of the files whose subjects are within reach with `case`: of any other nothing shows, neither where the page ends nor whether another follows. */
    files: async (status: ReferralRow['status'] | null, page: PageRequest): Promise<PlacedReferral[]> =>
      remember(
        await siftedRows(page, {
          load: (part) => candidates(status, part),
          placeOf: referralPlace,
          keep: async (rows) => {
            const keys = await reached('case', subjectsOf(rows));
            return rows.filter((row) => keys.has(subjectOf(row).key));
          },
        }),
      ),
  };
};

/** Whom a referral is about. */
function subjectOf({ householdKey, personKey }: ReferralRow): SubjectKey {
  return householdKey === null
    ? { type: 'Person', key: personKey ?? '' }
    : { type: 'Household', key: householdKey };
}

/** Each subject once. */
function subjectsOf(rows: readonly ReferralRow[]): SubjectKey[] {
  return [...new Map(rows.map(subjectOf).map((subject) => [subject.key, subject])).values()];
}
