import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import type { Soon } from '@seisi/host/soon';
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Ground } from './ground/ground.ts';
import { identityMatchReach } from './identity-match.policy.ts';
import {
  type IdentityMatchRow,
  type IdentityMatchStepRow,
  identityMatches,
  identityMatchSteps,
} from './identity-match.table.ts';

/** A pair's place in the list of those that wait. */
export function identityMatchPlace({ weight, id }: IdentityMatchRow): readonly string[] {
  return [String(weight), id];
}

/** The reads of pairs, each within the ground's reach. */
export const identityMatchLoaders = ({ db, today }: RoomParts, ground: () => Soon<Ground>) => ({
  identityMatchOf: async (id: string): Promise<IdentityMatchRow | null> => {
    const [found] = await db
      .select()
      .from(identityMatches)
      .where(and(eq(identityMatches.id, id), identityMatchReach.where(await ground(), today)));
    return found ?? null;
  },

  /** Those that wait for an officer, the heaviest first, one more than the page. */
  identityMatchPage: async ({ limit, after }: PageRequest): Promise<IdentityMatchRow[]> => {
    const [weight, id] = after ?? [];
    const isAfter =
      weight === undefined
        ? undefined
        : sql`(${identityMatches.weight}, ${identityMatches.id}) < (${weight}::int, ${id}::uuid)`;
    // The words of the partial index.
    const isOpen = sql`${identityMatches.status} in ('OPEN', 'SAME_PROPOSED')`;
    return db
      .select()
      .from(identityMatches)
      .where(and(isOpen, isAfter, identityMatchReach.where(await ground(), today)))
      .orderBy(desc(identityMatches.weight), desc(identityMatches.id))
      .limit(limit + 1);
  },

  stepsByIdentityMatch: manyBy(
    (row: IdentityMatchStepRow) => row.matchId,
    (ids) =>
      db
        .select()
        .from(identityMatchSteps)
        .where(anyOf(identityMatchSteps.matchId, ids))
        .orderBy(asc(identityMatchSteps.at), asc(identityMatchSteps.id)),
  ),
});
