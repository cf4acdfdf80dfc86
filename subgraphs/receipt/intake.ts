import { openLeaf } from '@seisi/schema/receipt/leaf';
import { type Hash, leafHash } from '@seisi/schema/receipt/merkle';
import { openParts, type ToldOf } from '@seisi/schema/receipt/parts';
import type { ReceiptLeaf, StoredReceipt } from '@seisi/schema/receipt/receipt';
import type { ToldText } from '@seisi/schema/receipt/told';
import { partColumns } from './rows.ts';

/** A receipt that waits, without its content: where it lies, and how many bytes it has. */
export type Candidate = {
  readonly place: string;
  readonly series: string;
  readonly number: number;
  readonly bytes: number;
};

/** What is known of a series: how far it was taken, and which numbers were declared lost. */
export type Head = {
  readonly lastNumber: number;
  readonly lost: readonly { readonly first: number; readonly last: number }[];
};

/** How much is taken at once. */
export type Bounds = { readonly receipts: number; readonly bytes: number };

/**
 * Which of those that wait may be taken now: of each series what has nothing missing before it, and of all series as far as the bounds reach, none before
 * the others. `candidates` stand by series and number. `waiting` names the series that wait for a number, and which.
 */
export function takeable(
  candidates: readonly Candidate[],
  heads: ReadonlyMap<string, Head>,
  bounds: Bounds,
): { places: string[]; waiting: Map<string, number>; isMore: boolean } {
  const turns: Candidate[][] = [];
  const waiting = new Map<string, number>();
  for (const [series, rows] of Map.groupBy(candidates, (row) => row.series)) {
    const { ready, missing } = unbroken(rows, heads.get(series) ?? { lastNumber: 0, lost: [] });
    if (missing !== null) waiting.set(series, missing);
    for (const [turn, row] of ready.entries()) turns[turn] = [...(turns[turn] ?? []), row];
  }
  const inTurn = turns.flat();
  const count = within(inTurn, bounds);
  return { places: inTurn.slice(0, count).map(({ place }) => place), waiting, isMore: count < inTurn.length };
}

function unbroken(rows: readonly Candidate[], { lastNumber, lost }: Head) {
  let next = afterLost(lastNumber + 1, lost);
  for (const [at, { number }] of rows.entries()) {
    if (number > next) return { ready: rows.slice(0, at), missing: next };
    if (number === next) next = afterLost(next + 1, lost);
  }
  return { ready: rows, missing: null };
}

function afterLost(number: number, lost: Head['lost']): number {
  const range = lost.find(({ first, last }) => first <= number && number <= last);
  return range === undefined ? number : afterLost(range.last + 1, lost);
}

/** How many of these fit, at least one: a receipt that is larger than the bound alone is taken alone. */
function within(rows: readonly Candidate[], bounds: Bounds): number {
  let bytes = 0;
  for (const [at, row] of rows.entries()) {
    bytes += row.bytes;
    if (at === bounds.receipts || (at > 0 && bytes > bounds.bytes)) return at;
  }
  return rows.length;
}

/** A receipt as it was handed over. */
export type Incoming = Omit<StoredReceipt, 'at'>;

/** A receipt that gets a place in the tree; without columns where its parts are not those of its leaf. */
export type Admitted = {
  readonly row: Incoming;
  readonly leaf: ReceiptLeaf;
  readonly hash: Hash;
  readonly columns: ReturnType<typeof partColumns>;
  /** What its entries have in common with others and what came whole, without a reference. */
  readonly wholes: readonly ToldText[];
};

/** What cannot be and is kept as an alarm. */
export type Conflict = { readonly row: Incoming; readonly fault: 'OTHER_BYTES' | 'ID' | 'LEAF' | 'PARTS' };

/** What stands in the tree already. */
export type Standing = {
  /** The text of the leaf under a number of a series. */
  readonly leafAt: (series: string, number: number) => string | undefined;
  readonly hasId: (id: string) => boolean;
};

/** A receipt that was taken, with its leaf; null where it has none. */
export type Opened = { readonly row: Incoming; readonly leaf: ReceiptLeaf | null };

/** What was taken, with the leaves, in its order. */
export function opened(rows: readonly Incoming[]): Opened[] {
  return rows.map((row) => {
    const leaf = openLeaf(row);
    return { row, leaf: leaf !== null && isInTime(leaf.at) ? leaf : null };
  });
}

/** The texts that are known, by the month of the receipt (YYYY-MM). */
export type KnownTold = (month: string) => ToldOf;

/** Decides of each receipt that was taken, in its order: a place in the tree, nothing because it stands there already, or an alarm. */
export function sift(
  rows: readonly Opened[],
  standing: Standing,
  known: KnownTold,
): { admitted: Admitted[]; conflicts: Conflict[] } {
  const admitted: Admitted[] = [];
  const conflicts: Conflict[] = [];
  const leaves = new Map<string, string>();
  const ids = new Set<string>();
  for (const { row, leaf } of rows) {
    const name = `${row.series} ${row.number}`;
    const stands = leaves.get(name) ?? standing.leafAt(row.series, row.number);
    // The parts need no comparison: a leaf with the same bytes commits to the same ones.
    if (stands === row.leaf) continue;
    const isKnown = ids.has(row.id) || standing.hasId(row.id);
    const { found, fault } =
      stands === undefined
        ? judge({ row, leaf }, isKnown, known)
        : { found: null, fault: 'OTHER_BYTES' as const };
    if (fault !== null) conflicts.push({ row, fault });
    if (found === null) continue;
    admitted.push(found);
    leaves.set(name, row.leaf);
    ids.add(row.id);
  }
  return { admitted, conflicts };
}

type Judgement = { readonly found: Admitted | null; readonly fault: Conflict['fault'] | null };

function judge({ row, leaf }: Opened, isKnown: boolean, known: KnownTold): Judgement {
  if (leaf === null) return { found: null, fault: 'LEAF' };
  if (isKnown) return { found: null, fault: 'ID' };
  const toldOf = known(monthOf(leaf));
  const parts = openParts(leaf, row.parts, toldOf);
  const columns = parts === null ? null : partColumns(parts);
  const told = columns === null || parts === null ? [] : parts.entries.map((entry) => entry.told);
  const wholes = told.filter((text) => text !== null && toldOf(text.hash) !== text) as ToldText[];
  return {
    found: { row, leaf, hash: leafHash(row.leaf), columns, wholes },
    fault: columns === null ? 'PARTS' : null,
  };
}

/** YYYY-MM (UTC), as months are stored. */
export function monthOf({ at }: Pick<ReceiptLeaf, 'at'>): string {
  return new Date(at).toISOString().slice(0, 7);
}

const EARLIEST = Date.parse('2000-01-01T00:00:00Z');
const LATEST = Date.parse('2100-01-01T00:00:00Z');

/** A month has tables of its own, so an instant that cannot be makes none. */
function isInTime(at: number): boolean {
  return at >= EARLIEST && at < LATEST;
}

/** By the instant, and within a series by number: whose clock was turned back keeps its order. */
export function inOrder(rows: readonly Admitted[]): Admitted[] {
  const latest = new Map<string, number>();
  const byNumber = rows.toSorted(
    (one, other) => compare(one.row.series, other.row.series) || one.row.number - other.row.number,
  );
  const keyed = byNumber.map((row) => {
    const at = Math.max(row.leaf.at, latest.get(row.row.series) ?? 0);
    latest.set(row.row.series, at);
    return { at, row };
  });
  return keyed.toSorted((one, other) => one.at - other.at).map(({ row }) => row);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
