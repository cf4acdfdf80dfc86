import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { and, asc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import { below, newest, type PlacedReferral } from './referral.loaders.ts';
import { type ReferralRow, type ReferralStepRow, referralSteps, referrals } from './referral.table.ts';

/** For which agency somebody reads of its work; the own person of an officer. */
export type TaskReader = { readonly agency: string; readonly personKey: string | null };

/** Reads of referrals as the work of two agencies, with nobody in them; for whom they exist is said by the agency that is given. */
export const referralTaskLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** As it stands at this moment. */
  referralTaskOf: async (id: string): Promise<ReferralRow | null> => {
    const [found] = await db.select().from(referrals).where(eq(referrals.id, id));
    return found ?? null;
  },

  /**
   * Newest first, one more than the page, and none about the officer who reads. Each side gives its own page, from which the page is taken, as for files
   * (`referral-file.loaders.ts`).
   */
  referralTaskPage: (
    { agency, personKey }: TaskReader,
    status: ReferralRow['status'] | null,
    { limit, after }: PageRequest,
  ): Promise<PlacedReferral[]> => {
    const isOfOthers =
      personKey === null ? undefined : or(isNull(referrals.personKey), ne(referrals.personKey, personKey));
    const isBetweenTwo = ne(referrals.fromAgency, referrals.toAgency);
    const withStatus = status === null ? undefined : eq(referrals.status, status);
    const pages = [referrals.fromAgency, referrals.toAgency].map((side) => {
      const is = and(eq(side, agency), isBetweenTwo, isOfOthers, withStatus, below(after));
      const page = newest(db, is, limit).as('page');
      return sql`array(select ${page.id} from ${page})`;
    });
    return newest(db, sql`${referrals.id} = any(${sql.join(pages, sql` || `)})`, limit).execute();
  },

  /** Oldest first. */
  stepsByReferral: manyBy(
    (row: ReferralStepRow) => row.referralId,
    (ids) =>
      db
        .select()
        .from(referralSteps)
        .where(inArray(referralSteps.referralId, [...ids]))
        .orderBy(asc(referralSteps.referralId), asc(referralSteps.nth)),
  ),
});
