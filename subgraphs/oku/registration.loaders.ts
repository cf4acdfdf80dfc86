import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import { desc, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { cards, type OkuCardRow, type OkuRegistrationRow, registrations } from './registration.table.ts';

/** Every read of the OKU register. A registration is met only below its person, whose grant came with the key. */
export const registrationLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  registrationByPerson: oneBy(
    (row: OkuRegistrationRow) => row.personKey,
    (keys) => db.select().from(registrations).where(among(registrations.personKey, keys)),
  ),

  /** The card issued last. */
  newestCardByRegistration: oneBy(
    (row: OkuCardRow) => row.registrationId,
    (ids) =>
      db
        .selectDistinctOn([cards.registrationId])
        .from(cards)
        .where(among(cards.registrationId, ids))
        .orderBy(cards.registrationId, desc(cards.issuedOn), desc(cards.id)),
  ),
});

/** Keys as one parameter, so that the statement is the same for any number. They are UUIDs: the guard lets no other key in. */
function among(column: SQLWrapper, keys: readonly string[]): SQL {
  return sql`${column} = any(${`{${keys.join(',')}}`}::uuid[])`;
}
