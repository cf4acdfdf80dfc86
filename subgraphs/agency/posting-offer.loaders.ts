import type { RoomParts } from '@seisi/host/context';
import type { PageRequest } from '@seisi/host/page';
import { and, desc, eq, sql } from 'drizzle-orm';
import { type PostingOfferRow, postingOffers } from './posting-offer.table.ts';

/** An offer's place in its list. */
export function offerPlace({ proposedAt, id }: PostingOfferRow): readonly string[] {
  return [proposedAt.toISOString(), id];
}

/** Reads of offers of postings. */
export const postingOfferLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** As it stands at this moment. */
  offerOf: async (id: string): Promise<PostingOfferRow | null> => {
    const [found] = await db.select().from(postingOffers).where(eq(postingOffers.id, id));
    return found ?? null;
  },

  /** An agency's, newest first, one more than the page. */
  offerPage: (agencyCode: string, { limit, after }: PageRequest): Promise<PostingOfferRow[]> =>
    db
      .select()
      .from(postingOffers)
      .where(
        and(
          eq(postingOffers.agencyCode, agencyCode),
          after === null
            ? undefined
            : sql`(${postingOffers.proposedAt}, ${postingOffers.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(desc(postingOffers.proposedAt), desc(postingOffers.id))
      .limit(limit + 1)
      .execute(),
});
