import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import type { Database } from '@seisi/host/database';
import { arrayText } from '@seisi/host/hot-read';
import { manyBy, oneBy, perArguments } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { KEPT_MILLISECONDS } from '@seisi/host/reference';
import type { Soon } from '@seisi/host/soon';
import { and, desc, eq, sql } from 'drizzle-orm';
import { type RenewalRuleRow, renewalRules } from './renewal-rule.table.ts';
import {
  employers,
  type PassEmployerRow,
  type PassWorkerRow,
  type WorkPassRow,
  workers,
  workPasses,
} from './work-pass.table.ts';

export const LATEST_FIRST = [desc(workPasses.expiresOn), desc(workPasses.id)] as const;

/** What this gives of the last row is where the next page begins. */
export function passPlace({ expiresOn, id }: WorkPassRow): readonly string[] {
  return [expiresOn, id];
}

/** Every read of employers and passes, below the person or household that came with a grant. */
export const workPassLoaders = ({ db, aside, memory }: Pick<RoomParts, 'db' | 'aside' | 'memory'>) => ({
  employersByPerson: manyBy(
    (row: PassEmployerRow) => row.personKey,
    (keys) =>
      db
        .select()
        .from(employers)
        .where(anyOf(employers.personKey, keys))
        .orderBy(employers.kind, employers.id),
  ),

  /** All of a home: they are few. */
  passesByHousehold: manyBy(
    (row: WorkPassRow) => row.householdKey ?? '',
    (keys) =>
      db
        .select()
        .from(workPasses)
        .where(anyOf(workPasses.householdKey, keys))
        .orderBy(...LATEST_FIRST),
  ),

  passesByEmployer: pagesOf(db),

  workerById: oneBy(
    (row: PassWorkerRow) => row.id,
    (ids) => db.select().from(workers).where(anyOf(workers.id, ids)),
  ),

  /** All of them: they are few, and kept for a minute. */
  renewalRules: (): Soon<readonly RenewalRuleRow[]> =>
    memory.keep('reference renewal rules', KEPT_MILLISECONDS, async () => aside.select().from(renewalRules)),
});

/** One page for each employer, with one row more than the page; one statement for any number of employers. */
const pagesOf = (db: Database) =>
  perArguments(({ limit, after }: PageRequest) =>
    manyBy(
      (row: WorkPassRow) => row.employerId,
      async (ids) => {
        const [expires, id] = after ?? [];
        const ofOne = db
          .select()
          .from(workPasses)
          .where(
            and(
              eq(workPasses.employerId, sql`wanted.id`),
              after === null
                ? undefined
                : sql`(${workPasses.expiresOn}, ${workPasses.id}) < (${expires}::date, ${id}::uuid)`,
            ),
          )
          .orderBy(...LATEST_FIRST)
          .limit(limit + 1)
          .as('of_one');
        const rows = await db
          .select()
          .from(sql`unnest(${arrayText(ids)}::uuid[]) as wanted(id)`)
          .crossJoinLateral(ofOne)
          .orderBy(desc(ofOne.expiresOn), desc(ofOne.id));
        return rows.map((row) => row.of_one);
      },
    ),
  );
