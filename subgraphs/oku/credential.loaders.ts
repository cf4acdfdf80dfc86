import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { desc, eq, isNotNull, max, ne, or, sql } from 'drizzle-orm';
import { credentials, type OkuCredentialRow } from './credential.table.ts';
import { cards, registrations } from './registration.table.ts';
import { KEPT_SECONDS, statusListText } from './status-list.ts';

/** The reads of credentials, below the entry of their holder; and of the lists of statuses, which tell of nobody. */
export const credentialLoaders = ({
  db,
  aside,
  memory,
  issuer,
  now,
}: Pick<RoomParts, 'db' | 'aside' | 'memory' | 'issuer' | 'now'>) => {
  // Nobody has as many lists made as numbers can be asked for.
  const newest = () =>
    memory.keep('newest status list', KEPT_SECONDS * 1000, async () => {
      const [found] = await aside.select({ list: max(credentials.list) }).from(credentials);
      return found?.list ?? 0;
    });
  return {
    credentialsByRegistration: manyBy(
      (row: OkuCredentialRow) => row.registrationId,
      (ids) =>
        db
          .select()
          .from(credentials)
          .where(anyOf(credentials.registrationId, ids))
          .orderBy(desc(credentials.issuedAt), desc(credentials.id)),
    ),

    /** The text of a list by its number; null where this room issues nothing. It is the same for some seconds, whoever asks. */
    statusList: async (list: number): Promise<string | null> =>
      issuer === null || list > (await newest())
        ? null
        : memory.keep(`status list ${list}`, KEPT_SECONDS * 1000, async () =>
            statusListText(await ended(aside, list), { list, at: now(), issuer }),
          ),
  };
};

/** The places of a list whose credentials count no more: they were ended, or their card or entry was. Past its last day a credential says so itself. */
async function ended(db: RoomParts['aside'], list: number): Promise<number[]> {
  const found = await db
    .select({ place: credentials.place })
    .from(credentials)
    .innerJoin(cards, eq(cards.id, credentials.cardId))
    .innerJoin(registrations, eq(registrations.id, credentials.registrationId))
    .where(
      sql`${eq(credentials.list, list)} and ${or(
        isNotNull(credentials.revokedAt),
        isNotNull(cards.cancelledOn),
        isNotNull(cards.lostOn),
        ne(registrations.status, 'REGISTERED'),
      )}`,
    );
  return found.map(({ place }) => place);
}
