import type { Hash } from '@seisi/schema/receipt/merkle';
import type { Sql, TransactionSql } from 'postgres';
import { type EntryText, entryText } from './rows.ts';
import { type Reader, readInclusionProof } from './tree.loaders.ts';

/** A receipt as it is stored; header and entries are null where their month was destroyed by schedule. */
export type StoredWhole = {
  readonly leafIndex: number;
  /** Canonical JSON of a `ReceiptLeaf`. */
  readonly leaf: string;
  readonly header: Salted | null;
  readonly entries: readonly Salted[];
  /** When header and entries were destroyed by schedule; null where they were not. */
  readonly retiredAt: Date | null;
};
type Salted = { readonly salt: string; readonly text: string };

/** Which receipts are read; instants in milliseconds of the epoch. Null is no condition. */
export type WantedLeaves = {
  readonly from: number | null;
  readonly until: number | null;
  readonly agency: string | null;
};

const MOST_TILES = 4096;

/** Does something over one state of the database, without a right to change it. */
export function atOneState<Result>(sql: Sql, act: (sql: TransactionSql) => Promise<Result>): Promise<Result> {
  return sql.begin('isolation level repeatable read read only', act) as Promise<Result>;
}

/** The newest checkpoint; null before the first. */
export async function newestNote(sql: TransactionSql): Promise<{ size: number; note: string } | null> {
  const [row] = await sql<{ size: string; note: string }[]>`
    select size, note from receipt.checkpoint order by number desc limit 1`;
  return row === undefined ? null : { size: Number(row.size), note: row.note };
}

/** The way from a leaf to the root of so many leaves. Neighbours share most of what they read, which is kept. */
export function inclusionReader(sql: TransactionSql): (index: number, size: number) => Promise<Hash[]> {
  const kept = new Map<string, Promise<readonly unknown[]>>();
  const read: Reader = (statement) => {
    if (kept.size > MOST_TILES) kept.clear();
    const rows = kept.get(statement) ?? sql.unsafe(statement);
    kept.set(statement, rows);
    return rows;
  };
  return (index, size) => readInclusionProof(read, index, size);
}

/** At most so many leaves behind a place, in their order. */
export async function readLeaves(
  sql: TransactionSql,
  { from, until, agency }: WantedLeaves,
  { after, most }: { readonly after: number; readonly most: number },
): Promise<Pick<StoredWhole, 'leafIndex' | 'leaf'>[]> {
  const rows = await sql<{ leafIndex: string; leaf: string }[]>`
    select index as "leafIndex", leaf from receipt.leaf
     where index > ${after}
       and (${agency}::text is null or agency = ${agency})
       and (${instant(from)}::timestamptz is null or at >= ${instant(from)}::timestamptz)
       and (${instant(until)}::timestamptz is null or at < ${instant(until)}::timestamptz)
     order by index limit ${most}`;
  return rows.map(({ leafIndex, leaf }) => ({ leafIndex: Number(leafIndex), leaf }));
}

/** A receipt by its UUID; null where the tree has none. */
export async function readReceipt(sql: TransactionSql, id: string): Promise<StoredWhole | null> {
  const [row] = await sql<{ leafIndex: string; leaf: string; at: Date; retiredAt: Date | null }[]>`
    select leaf.index as "leafIndex", leaf, leaf.at, month.at as "retiredAt"
      from receipt.leaf
      left join receipt.retired_month month
        on month.month = date_trunc('month', leaf.at at time zone 'UTC')::date
     where id = ${id}`;
  if (row === undefined) return null;
  const { leafIndex, leaf, at, retiredAt } = row;
  const [header] = await sql<Salted[]>`
    select salt, text from receipt.header where leaf_index = ${leafIndex} and at = ${at}`;
  const entries = await sql<(EntryText & { readonly salt: string })[]>`
    select salt, subject_type as "subjectType", subject_key as "subjectKey", entry.text, told.text as "toldText"
      from receipt.entry
      left join receipt.told on told.hash = entry.told and told.month = date_trunc('month', at at time zone 'UTC')::date
     where leaf_index = ${leafIndex} and at = ${at} order by position`;
  return {
    ...{ leafIndex: Number(leafIndex), leaf, retiredAt },
    header: header === undefined ? null : { ...header },
    entries: entries.map((entry) => ({ salt: entry.salt, text: entryText(entry) ?? missing(id) })),
  };
}

function missing(id: string): never {
  throw new Error(`What an entry of ${id} refers to is missing: audit what is stored.`);
}

/** Months of headers and entries in the store, oldest first, as `YYYY-MM`, with how much they hold. */
export async function readMonths(
  sql: TransactionSql,
): Promise<{ month: string; receipts: number; entries: number }[]> {
  const tables = await sql<{ name: string; parent: 'header' | 'entry'; month: string }[]>`
    select child.relname as name, parent.relname as parent, replace(right(child.relname, 7), '_', '-') as month
      from pg_inherits
      join pg_class child on child.oid = inhrelid
      join pg_class parent on parent.oid = inhparent
     where inhparent in ('receipt.header'::regclass, 'receipt.entry'::regclass)
     order by month`;
  const months = new Map<string, { month: string; receipts: number; entries: number }>();
  for (const { name, parent, month } of tables) {
    const [row] = await sql.unsafe<{ count: string }[]>(`select count(*) from receipt."${name}"`);
    const known = months.get(month) ?? { month, receipts: 0, entries: 0 };
    const count = Number(row?.count);
    months.set(month, parent === 'header' ? { ...known, receipts: count } : { ...known, entries: count });
  }
  return [...months.values()];
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
