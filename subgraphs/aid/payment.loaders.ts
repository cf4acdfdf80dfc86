import type { RoomParts } from '@seisi/host/context';
import { arrayText } from '@seisi/host/hot-read';
import { manyBy, perArguments } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { wanted } from './application.loaders.ts';
import { type PaymentRow, payments } from './application.table.ts';

/** There is one a month. */
export const NEWEST_MONTH_FIRST = desc(payments.month);

/** The reads of payments, each below its application. */
export const paymentLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** One page for each application, newest month first, with one row more than the page; one statement for any number of applications. */
  paymentsByApplication: perArguments(({ limit, after }: PageRequest) =>
    manyBy(
      (row: PaymentRow) => row.applicationId,
      async (ids) => {
        const ofOne = db
          .select()
          .from(payments)
          .where(
            and(
              eq(payments.applicationId, sql`wanted.key`),
              after?.[0] === undefined ? undefined : lt(payments.month, after[0]),
            ),
          )
          .orderBy(NEWEST_MONTH_FIRST)
          .limit(limit + 1)
          .as('of_one');
        const rows = await db
          .select()
          .from(wanted(arrayText(ids)))
          .crossJoinLateral(ofOne)
          .orderBy(desc(ofOne.month));
        return rows.map((row) => row.of_one);
      },
    ),
  ),
});

/** A payment's place in its list. */
export function paymentPlace(row: PaymentRow): readonly string[] {
  return [row.month];
}
