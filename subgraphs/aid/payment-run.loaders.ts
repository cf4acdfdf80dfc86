import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { asc, desc, eq, inArray, lt } from 'drizzle-orm';
import { type PaymentFileRow, type PaymentRunRow, paymentFiles, paymentRuns } from './payment-run.table.ts';

/** A run's place in its list. */
export function paymentRunPlace({ month }: PaymentRunRow): readonly string[] {
  return [month];
}

/** The reads of runs and their files: who may read them the resolvers of the roots say, for a run is about nobody. */
export const paymentRunLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** As it stands at this moment: what is read below an act's payload must not have been read before. */
  paymentRunOf: async (month: string): Promise<PaymentRunRow | null> => {
    const [run] = await db.select().from(paymentRuns).where(eq(paymentRuns.month, month));
    return run ?? null;
  },

  /** Newest month first, one more than the page. */
  paymentRunPage: ({ limit, after }: PageRequest): Promise<PaymentRunRow[]> =>
    db
      .select()
      .from(paymentRuns)
      .where(after?.[0] === undefined ? undefined : lt(paymentRuns.month, after[0]))
      .orderBy(desc(paymentRuns.month))
      .limit(limit + 1)
      .execute(),

  /** By number. */
  filesByRun: manyBy(
    (row: PaymentFileRow) => row.runId,
    (ids) =>
      db
        .select()
        .from(paymentFiles)
        .where(inArray(paymentFiles.runId, [...ids]))
        .orderBy(asc(paymentFiles.number)),
  ),
});
