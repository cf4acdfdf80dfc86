import type { RoomParts } from '@seisi/host/context';
import { arrayText } from '@seisi/host/hot-read';
import { oneBy } from '@seisi/host/loader';
import { desc, type Placeholder, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { cards, type OkuCardRow, type OkuRegistrationRow, registrations } from './registration.table.ts';

/** The card issued last, first. */
export const NEWEST_FIRST = [desc(cards.issuedOn), desc(cards.nth), desc(cards.id)] as const;

/** Every read of the OKU register. A registration is met only below its person, whose grant came with the key. */
export const registrationLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  registrationByPerson: oneBy(
    (row: OkuRegistrationRow) => row.personKey,
    (keys) =>
      db
        .select()
        .from(registrations)
        .where(among(registrations.personKey, arrayText(keys))),
  ),

  /** The card issued last. */
  newestCardByRegistration: oneBy(
    (row: OkuCardRow) => row.registrationId,
    (ids) =>
      db
        .selectDistinctOn([cards.registrationId])
        .from(cards)
        .where(among(cards.registrationId, arrayText(ids)))
        .orderBy(cards.registrationId, ...NEWEST_FIRST),
  ),
});

/** Keys as one parameter, so that the statement is the same for any number. They are UUIDs: the guard lets no other key in. */
export function among(column: SQLWrapper, keys: string | Placeholder): SQL {
  return sql`${column} = any(${keys}::uuid[])`;
}
