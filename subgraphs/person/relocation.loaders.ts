import type { RoomParts } from '@seisi/host/context';
import type { PageRequest } from '@seisi/host/page';
import type { Soon } from '@seisi/host/soon';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Ground } from './ground/ground.ts';
import { isRelocationMet } from './relocation.policy.ts';
import { type KeptRelocation, relocations } from './relocation.table.ts';

/** A household's move's place among those that wait. */
export function relocationPlace({ proposedAt, id }: KeptRelocation): readonly string[] {
  return [proposedAt.toISOString(), id];
}

/** The reads of households' moves: who may read them the resolver of the root says. */
export const relocationLoaders = (
  { db, today }: Pick<RoomParts, 'db' | 'today'>,
  ground: () => Soon<Ground>,
) => ({
  /** Those that wait and are met, the newest first; one more than the page. */
  relocationPage: async ({ limit, after }: PageRequest): Promise<KeptRelocation[]> => {
    const [at, id] = after ?? [];
    const isAfter =
      at === undefined
        ? undefined
        : sql`(${relocations.proposedAt}, ${relocations.id}) < (${at}::timestamptz, ${id}::uuid)`;
    const isMine = isRelocationMet(await ground(), today);
    return db
      .select()
      .from(relocations)
      .where(and(eq(relocations.status, 'PROPOSED'), isAfter, isMine))
      .orderBy(desc(relocations.proposedAt), desc(relocations.id))
      .limit(limit + 1);
  },
});
