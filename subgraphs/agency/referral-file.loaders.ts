import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { filesOfNobody } from './file-of-nobody.ts';
import { below, newest, type PlacedReferral } from './referral.loaders.ts';
import { reach } from './referral.policy.ts';
import { type ReferralRow, referrals } from './referral.table.ts';

/** Reads of referral files, every one within the viewer's reach. */
export const referralFileLoaders = ({ db, passport }: RoomParts) => {
  const within = reach.where(passport.basis);
  const fileById = oneBy(
    (row: ReferralRow) => row.id,
    (ids) =>
      db
        .select()
        .from(referrals)
        .where(and(inArray(referrals.id, [...ids]), within)),
  );
  /** The next fetch of the same request asks for these files again, by id. */
  const remember = <Row extends ReferralRow>(rows: Row[]): Row[] => {
    for (const row of rows) fileById.prime(row.id, row);
    return rows;
  };

  return {
    fileById,
    fileByReference: oneBy(
      (row: ReferralRow) => row.reference,
      async (references) => {
        const ofThese = inArray(referrals.reference, [...references]);
        const found = await db.select().from(referrals).where(and(ofThese, within));
        return remember([...found, ...filesOfNobody(references, found)]);
      },
    ),

    /**
     * Newest first, one more than the limit. Each side of reach gives its own page, from which the page is taken: by `or` alone the
     * database would read and sort all that an agency ever sent or received.
     */
    files: async (
      status: ReferralRow['status'] | null,
      { limit, after }: PageRequest,
    ): Promise<PlacedReferral[]> => {
      const withStatus = status === null ? undefined : eq(referrals.status, status);
      const pages = reach.sides(passport.basis).map((side) => {
        const page = newest(db, and(side, within, withStatus, below(after)), limit).as('page');
        return sql`array(select ${page.id} from ${page})`;
      });
      if (pages.length === 0) return [];
      const found = await newest(db, sql`${referrals.id} = any(${sql.join(pages, sql` || `)})`, limit);
      return remember(found);
    },
  };
};
