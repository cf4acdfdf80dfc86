import type { RoomParts } from '@seisi/host/context';
import type { PageRequest } from '@seisi/host/page';
import type { Soon } from '@seisi/host/soon';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Ground } from './ground/ground.ts';
import { isMet } from './move.policy.ts';
import { type KeptMove, moves } from './move.table.ts';

/** A move's place among those that wait. */
export function movePlace({ proposedAt, id }: KeptMove): readonly string[] {
  return [proposedAt.toISOString(), id];
}

/** The reads of moves: who may read them the resolver of the root says. */
export const moveLoaders = ({ db, today }: Pick<RoomParts, 'db' | 'today'>, ground: () => Soon<Ground>) => ({
  /** The moves that wait and are met, the newest first; one more than the page. */
  movePage: async ({ limit, after }: PageRequest): Promise<KeptMove[]> => {
    const [at, id] = after ?? [];
    const isAfter =
      at === undefined
        ? undefined
        : sql`(${moves.proposedAt}, ${moves.id}) < (${at}::timestamptz, ${id}::uuid)`;
    const isMine = isMet(await ground(), today);
    return db
      .select()
      .from(moves)
      .where(and(eq(moves.status, 'PROPOSED'), isAfter, isMine))
      .orderBy(desc(moves.proposedAt), desc(moves.id))
      .limit(limit + 1);
  },
});
