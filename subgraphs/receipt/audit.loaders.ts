import type { TransactionSql } from 'postgres';

/** As it is stored. Instants are microseconds of the epoch in decimal, so that none is rounded. */
export type StoredLeaf = {
  readonly index: string;
  readonly series: string;
  readonly number: string;
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly agency: string | null;
  readonly purpose: string | null;
  readonly hash: Buffer;
  readonly leaf: string;
};
export type StoredHeader = {
  readonly leafIndex: string;
  readonly at: string;
  readonly viewerKind: string;
  readonly viewerId: string;
  readonly classes: number;
  readonly salt: string;
  readonly text: string;
};
export type StoredEntry = Omit<StoredHeader, 'viewerKind' | 'viewerId' | 'text'> & {
  readonly position: number;
  readonly subjectType: string;
  readonly subjectKey: string;
  /** In hexadecimal. */
  readonly told: string | null;
  readonly text: string | null;
  readonly toldText: string | null;
};
export type StoredTile = {
  readonly level: number;
  readonly index: string;
  readonly root: Buffer;
  readonly hashes: Buffer;
};
export type StoredCheckpoint = {
  readonly number: string;
  readonly at: string;
  readonly size: string;
  readonly root: string;
  readonly note: string;
};

/** A stretch of the log: leaves from an index on, and what belongs to them. */
export type Stretch = {
  readonly leaves: readonly StoredLeaf[];
  readonly headers: ReadonlyMap<number, readonly StoredHeader[]>;
  readonly entries: ReadonlyMap<number, readonly StoredEntry[]>;
  readonly checkpoints: readonly StoredCheckpoint[];
};

/** Reads at most so many leaves from an index on, with their headers and entries, and the checkpoints that end among them. */
export async function readStretch(sql: TransactionSql, from: number, most: number): Promise<Stretch> {
  const leaves = await sql<StoredLeaf[]>`
    select index, series, number, id, (extract(epoch from at) * 1000000)::bigint as at, kind, agency, purpose, hash, leaf
      from receipt.leaf where index >= ${from} order by index limit ${most}`;
  const to = from + leaves.length;
  const headers = await sql<StoredHeader[]>`
    select leaf_index as "leafIndex", (extract(epoch from at) * 1000000)::bigint as at, viewer_kind as "viewerKind",
           viewer_id as "viewerId", classes, salt, text
      from receipt.header where leaf_index >= ${from} and leaf_index < ${to}`;
  const entries = await sql<StoredEntry[]>`
    select leaf_index as "leafIndex", position, (extract(epoch from at) * 1000000)::bigint as at,
           subject_type as "subjectType", subject_key as "subjectKey", classes, salt, encode(entry.told, 'hex') as told,
           entry.text, told.text as "toldText"
      from receipt.entry
      left join receipt.told on told.hash = entry.told and told.month = date_trunc('month', at at time zone 'UTC')::date
     where leaf_index >= ${from} and leaf_index < ${to} order by leaf_index, position`;
  const checkpoints = await sql<StoredCheckpoint[]>`
    select number, (extract(epoch from at) * 1000000)::bigint as at, size, root, note
      from receipt.checkpoint where size > ${from} and size <= ${to} order by number`;
  const byLeaf = ({ leafIndex }: { readonly leafIndex: string }): number => Number(leafIndex);
  return {
    leaves,
    headers: Map.groupBy(headers, byLeaf),
    entries: Map.groupBy(entries, byLeaf),
    checkpoints,
  };
}

/** One tile; undefined where there is none. */
export async function readTileRow(
  sql: TransactionSql,
  level: number,
  index: number,
): Promise<StoredTile | undefined> {
  const [tile] = await sql<StoredTile[]>`
    select level, index, root, hashes from receipt.tile where level = ${level} and index = ${index}`;
  return tile;
}

/** Months of which headers and entries were destroyed, as `YYYY-MM`; and the receipts (`series number`) that came without their parts. */
export async function readExempt(
  sql: TransactionSql,
): Promise<{ retired: Set<string>; partless: Set<string> }> {
  const months = await sql<
    { month: string }[]
  >`select to_char(month, 'YYYY-MM') as month from receipt.retired_month order by 1`;
  const faults = await sql<{ name: string }[]>`
    select series || ' ' || number_in_series as name from receipt.conflict where fault = 'PARTS'`;
  return {
    retired: new Set(months.map(({ month }) => month)),
    partless: new Set(faults.map(({ name }) => name)),
  };
}

/** How many rows there are of what is counted, how many of them belong to no leaf of a tree of this size, and how many texts stand under a hash of another. */
export async function readCounts(sql: TransactionSql, size: number) {
  const [counts] = await sql<
    Record<'tiles' | 'checkpoints' | 'headers' | 'entries' | 'told' | 'conflicts', string>[]
  >`
    select (select count(*) from receipt.tile) as tiles,
           (select count(*) from receipt.checkpoint) as checkpoints,
           (select count(*) from receipt.header where leaf_index < 0 or leaf_index >= ${size}) as headers,
           (select count(*) from receipt.entry where leaf_index < 0 or leaf_index >= ${size}) as entries,
           (select count(*) from receipt.told where hash <> sha256(convert_to(text, 'UTF8'))) as told,
           (select count(*) from receipt.conflict) as conflicts`;
  return counts as NonNullable<typeof counts>;
}

/** A stretch of numbers of a series. */
export type NumberRange = { readonly series: string; readonly first: string; readonly last: string };

/** The numbers of each series that stand neither in a leaf nor in a conflict; what was declared lost; and how far each series is said to be taken, with how far it is. */
export async function readNumbers(sql: TransactionSql) {
  const missing = await sql<NumberRange[]>`
    select series, previous + 1 as first, number - 1 as last
      from (select series, number, lag(number, 1, 0::bigint) over (partition by series order by number) as previous
              from (select series, number from receipt.leaf
                    union select series, number_in_series from receipt.conflict) as kept) as stepped
     where number > previous + 1`;
  const declared = await sql<NumberRange[]>`
    select series, first_number as first, last_number as last from receipt.gap`;
  const heads = await sql<{ series: string; said: string | null; found: string | null }[]>`
    select coalesce(head.series, kept.series) as series, head.last_number as said, kept.last_number as found
      from receipt.series head
      full join (select series, max(number) as last_number
                   from (select series, number from receipt.leaf
                         union all select series, number_in_series from receipt.conflict) as each
                  group by series) kept on kept.series = head.series`;
  return { missing, declared, heads };
}
