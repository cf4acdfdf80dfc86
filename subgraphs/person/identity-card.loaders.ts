import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { desc } from 'drizzle-orm';
import { type IdentityCardRow, identityCards } from './identity-card.table.ts';

/** The reads of cards, each below its household. */
export const identityCardLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  cardsByHousehold: manyBy(
    (row: IdentityCardRow) => row.householdKey,
    (keys) =>
      db
        .select()
        .from(identityCards)
        .where(anyOf(identityCards.householdKey, keys))
        .orderBy(desc(identityCards.issuedOn), identityCards.status, desc(identityCards.id)),
  ),
});
