import type { RoomParts } from '@seisi/host/context';
import type { PageRequest } from '@seisi/host/page';
import { and, desc, eq, or, sql } from 'drizzle-orm';
import { type BreachRow, breaches } from './breach-report.table.ts';

/** A report's place in its list. */
export function breachPlace({ reportedAt, id }: BreachRow): readonly string[] {
  return [reportedAt.toISOString(), id];
}

/** Reads of breaches, for the agency that reported one and the other of its agreement. */
export const breachReportLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** As it stands at this moment. */
  breachOf: async (id: string): Promise<BreachRow | null> => {
    const [found] = await db.select().from(breaches).where(eq(breaches.id, id));
    return found ?? null;
  },

  /** Newest first, one more than the page. */
  breachPage: (agency: string, { limit, after }: PageRequest): Promise<BreachRow[]> =>
    db
      .select()
      .from(breaches)
      .where(
        and(
          or(eq(breaches.agencyCode, agency), eq(breaches.otherCode, agency)),
          after === null
            ? undefined
            : sql`(${breaches.reportedAt}, ${breaches.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
        ),
      )
      .orderBy(desc(breaches.reportedAt), desc(breaches.id))
      .limit(limit + 1)
      .execute(),
});
