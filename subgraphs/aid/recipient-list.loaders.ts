import type { RoomParts } from '@seisi/host/context';
import type { PageRequest } from '@seisi/host/page';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { candidates } from './candidate.table.ts';
import { paidIn } from './posting-area.policy.ts';
import { programmes } from './programme.table.ts';
import { areasOf } from './programme-draw.policy.ts';
import { type RecipientListRow, recipientLists } from './recipient-list.table.ts';

/** A list's place among the lists. */
export function recipientListPlace({ finalisedAt, id }: RecipientListRow): readonly string[] {
  return [finalisedAt.toISOString(), id];
}

/** The reads of lists of recipients: who may read them the resolvers of the roots say, for their figures are about nobody. */
export const recipientListLoaders = ({ db, passport }: Pick<RoomParts, 'db' | 'passport'>) => {
  const areas = areasOf(passport.basis);
  const here = () => db.select({ code: programmes.code }).from(programmes).where(paidIn(areas));
  return {
    /** As it stands at this moment, where its programme is paid in the own areas. */
    recipientListNow: async (id: string): Promise<RecipientListRow | null> => {
      const [list] = await db
        .select()
        .from(recipientLists)
        .where(and(eq(recipientLists.id, id), inArray(recipientLists.programmeCode, here())));
      return list ?? null;
    },

    /** Newest first, one more than the page. */
    recipientListPage: ({ limit, after }: PageRequest): Promise<RecipientListRow[]> => {
      const [at, id] = after ?? [];
      const isAfter =
        at === undefined
          ? undefined
          : sql`(${recipientLists.finalisedAt}, ${recipientLists.id}) < (${at}::timestamptz, ${id}::uuid)`;
      return db
        .select()
        .from(recipientLists)
        .where(and(isAfter, inArray(recipientLists.programmeCode, here())))
        .orderBy(desc(recipientLists.finalisedAt), desc(recipientLists.id))
        .limit(limit + 1)
        .execute();
    },

    /** Who must be put on the register before they are finalised. */
    keysToRegister: async (programmeCode: string, phase: number): Promise<string[]> => {
      const rows = await db
        .select({ key: candidates.personKey })
        .from(candidates)
        .where(
          and(
            ...[eq(candidates.programmeCode, programmeCode), eq(candidates.phase, phase)],
            ...[eq(candidates.status, 'ELIGIBLE'), eq(candidates.needsRegistration, true)],
          ),
        )
        .orderBy(candidates.personKey);
      return rows.map(({ key }) => key);
    },
  };
};
