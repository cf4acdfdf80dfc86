import type { RoomParts } from '@seisi/host/context';
import type { Database } from '@seisi/host/database';
import { arrayText } from '@seisi/host/hot-read';
import { manyBy, RowLoader } from '@seisi/host/loader';
import { type PageRequest, siftedRows } from '@seisi/host/page';
import type { ClassSet } from '@seisi/schema/classes';
import { RegistryError, UNKNOWN_MESSAGE } from '@seisi/schema/errors';
import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { type AccessEntryRow, type StoredEntry, shownEntry } from './access-log.ts';
import { base64url } from './proof.loaders.ts';
import { entries, headers, leaves, toldTexts } from './receipt.table.ts';
import { type EntryText, entryText } from './rows.ts';

/** Whose entries a log holds: of the person all, of a home those from the day on which the person moved in, as far as it is open. */
export type LogSubject = {
  readonly key: string;
  /** YYYY-MM-DD; null from the beginning. */
  readonly since: string | null;
  /** What of a household is open to the reader; null of the person. */
  readonly classes: ClassSet | null;
};

const PLACE_BEFORE_ALL: readonly string[] = ['9007199254740991', '2147483647'];

/** What of an entry is its place in a log. */
export function entryPlace({ leafIndex, position }: StoredEntry): readonly string[] {
  return [String(leafIndex), String(position)];
}

/** Reads of entries with their receipts. Whose they may be the resolvers say, from the grant and from what the deciding room told. */
export const accessLogLoaders = ({ db, passport }: RoomParts) => {
  const account = passport.viewer?.id ?? null;
  const parts = logParts(db);

  return {
    /** Newest first, one more than the page. What the law seals, and what is not open to the reader, has no place in it and shows in none. */
    accessLogOf: async (
      personKey: string,
      subjects: readonly LogSubject[],
      page: PageRequest,
    ): Promise<AccessEntryRow[]> => {
      const lenses = new Map(subjects.map(({ key, classes }) => [key, classes]));
      const shown = new Map<StoredEntry, AccessEntryRow>();
      const rows = await siftedRows(page, {
        load: (part) =>
          parts.load(JSON.stringify({ subjects, page: part } satisfies LogPart)) as Promise<StoredEntry[]>,
        placeOf: entryPlace,
        keep: async (found) =>
          found.filter((row) => {
            const classes = lenses.get(row.subjectKey);
            const seen = classes === undefined ? null : shownEntry(row, { account, personKey, classes });
            if (seen !== null) shown.set(row, seen);
            return seen !== null;
          }),
      });
      return rows.flatMap((row) => shown.get(row) ?? []);
    },

    /** All entries of a receipt, by its UUID. */
    entriesByReceipt: manyBy(
      (row: StoredEntry & { readonly receipt: string }) => row.receipt,
      async (ids) => {
        const rows = await db
          .select({ receipt: leaves.id, ...OF_ENTRY, ...OF_RECEIPT })
          .from(leaves)
          .innerJoin(entries, and(eq(entries.leafIndex, leaves.index), eq(entries.at, leaves.at)))
          .innerJoin(headers, and(eq(headers.leafIndex, leaves.index), eq(headers.at, leaves.at)))
          .leftJoin(toldTexts, isOf(entries.told, entries.at))
          .where(sql`${leaves.id} = any(${arrayText(ids)}::uuid[])`)
          .orderBy(entries.position);
        return rows.map(withText);
      },
    ),
  };
};

/** Parts of logs: one statement for all that wait. */
function logParts(db: Database): RowLoader<StoredEntry[]> {
  return new RowLoader(async (wanted) => {
    const asked = wanted.map((text) => JSON.parse(text) as LogPart);
    const most = Math.max(...asked.map(({ page }) => page.limit)) + 1;
    const entry = db
      .select()
      .from(entries)
      .where(ofWanted())
      .orderBy(desc(entries.leafIndex), desc(entries.position))
      .limit(most)
      .as('wanted_entry');
    const { leafIndex, position, subjectType, subjectKey, salt, text } = entry;
    const { text: toldText } = toldTexts;
    const found = await db
      .select({
        part: sql<number>`wanted.part`,
        ...{ leafIndex, position, subjectType, subjectKey, salt, text, toldText, ...OF_RECEIPT },
      })
      .from(wantedPlaces(asked))
      .innerJoinLateral(entry, sql`true`)
      .innerJoin(headers, and(eq(headers.leafIndex, leafIndex), eq(headers.at, entry.at)))
      .innerJoin(leaves, eq(leaves.index, leafIndex))
      .leftJoin(toldTexts, isOf(entry.told, entry.at))
      .orderBy(desc(leafIndex), desc(position));
    const byPart = Map.groupBy(found.map(withText), ({ part }) => part);
    return asked.map(({ page }, at) => (byPart.get(at) ?? []).slice(0, page.limit + 1));
  });
}

type LogPart = { readonly subjects: readonly LogSubject[]; readonly page: PageRequest };

const { leafIndex, position, subjectType, subjectKey, salt, text } = entries;
const OF_ENTRY = { leafIndex, position, subjectType, subjectKey, salt, text, toldText: toldTexts.text };

/** The text to which an entry refers. */
function isOf(told: AnyPgColumn, at: AnyPgColumn): SQL | undefined {
  return and(
    eq(toldTexts.hash, told),
    sql`${toldTexts.month} = date_trunc('month', ${at} at time zone 'UTC')::date`,
  );
}

/** An entry of which the text is lost is not left out: that would read as if nobody had looked. */
function withText<Row extends EntryText>(row: Row): Omit<Row, 'text'> & { readonly text: string } {
  const text = entryText(row);
  if (text === null) throw new RegistryError('SOURCE_UNAVAILABLE', UNKNOWN_MESSAGE);
  return { ...row, text };
}

/** What an entry is read with: its header and its leaf. */
const OF_RECEIPT = {
  headerText: headers.text,
  leaf: leaves.leaf,
  leafHash: base64url(sql`${leaves.hash}`),
};

/** Each subject of each part that is wanted, with where its page begins. */
function wantedPlaces(asked: readonly LogPart[]): SQL {
  const rows = asked.flatMap(({ subjects, page }, part) =>
    subjects.map(({ key, since }) => {
      const [leafIndex = '', position = ''] = page.after ?? PLACE_BEFORE_ALL;
      return [String(part), key, since ?? '0001-01-01', leafIndex, position];
    }),
  );
  const column = (at: number) => arrayText(rows.map((row) => row[at] ?? ''));
  return sql`unnest(${column(0)}::int[], ${column(1)}::text[], ${column(2)}::date[], ${column(3)}::bigint[], ${column(4)}::int[])
    as wanted(part, key, since, leaf_index, position)`;
}

/** Days begin in Malaysia. */
function ofWanted(): SQL | undefined {
  return and(
    sql`${entries.subjectKey} = wanted.key`,
    sql`(${entries.leafIndex}, ${entries.position}) < (wanted.leaf_index, wanted.position)`,
    sql`${entries.at} >= wanted.since::timestamp at time zone 'Asia/Kuala_Lumpur'`,
  );
}
