import type { RoomParts } from '@seisi/host/context';
import type { PageRequest } from '@seisi/host/page';
import { and, desc, eq, sql } from 'drizzle-orm';
import { type ConsentRow, consents } from './consent.table.ts';

/** What of a consent is its place in a list. */
export function consentPlace({ givenAt, id }: ConsentRow): readonly string[] {
  return [givenAt.toISOString(), id];
}

/** Reads of consents: only those of one person, asked where that person's own grant opens them. */
export const consentLoaders = ({ db }: RoomParts) => ({
  /** Newest first, with one more than the page. */
  consentPage: (personKey: string, { limit, after }: PageRequest): Promise<ConsentRow[]> => {
    const [givenAt, id] = after ?? [];
    const place =
      after === null
        ? undefined
        : sql`(${consents.givenAt}, ${consents.id}) < (${givenAt}::timestamptz, ${id}::uuid)`;
    return db
      .select()
      .from(consents)
      .where(and(eq(consents.personKey, personKey), place))
      .orderBy(desc(consents.givenAt), desc(consents.id))
      .limit(limit + 1)
      .execute();
  },
});
