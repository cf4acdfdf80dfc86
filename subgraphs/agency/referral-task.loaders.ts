import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { and, asc, eq, inArray, ne, or, sql } from 'drizzle-orm';
import { NEWEST_FIRST, SENT_AT_TEXT } from './referral.loaders.ts';
import { type ReferralRow, type ReferralStepRow, referralSteps, referrals } from './referral.table.ts';

/** Reads of referrals as the work of two agencies, with nobody in them; for whom they exist is said by the agency that is given. */
export const referralTaskLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** As it stands at this moment. */
  referralTaskOf: async (id: string): Promise<ReferralRow | null> => {
    const [found] = await db.select().from(referrals).where(eq(referrals.id, id));
    return found ?? null;
  },

  /** Newest first, one more than the page. */
  referralTaskPage: (
    agency: string,
    status: ReferralRow['status'] | null,
    { limit, after }: PageRequest,
  ): Promise<(ReferralRow & { readonly sentAtText: string })[]> =>
    db
      .select({ referral: referrals, sentAtText: SENT_AT_TEXT })
      .from(referrals)
      .where(
        and(
          ne(referrals.fromAgency, referrals.toAgency),
          or(eq(referrals.fromAgency, agency), eq(referrals.toAgency, agency)),
          status === null ? undefined : eq(referrals.status, status),
          after === null
            ? undefined
            : sql`(${referrals.sentAt}, ${referrals.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(...NEWEST_FIRST)
      .limit(limit + 1)
      .then((rows) => rows.map(({ referral, sentAtText }) => ({ ...referral, sentAtText }))),

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
