import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Checkpoint, openCheckpoint, signCheckpoint } from '@seisi/schema/receipt/checkpoint';
import type { NoteSigner, NoteVerifier } from '@seisi/schema/receipt/signed-note';
import type { Sql } from 'postgres';
import { cellText, copyLine } from './copy-text.ts';
import { list, readHeads, readStanding, take } from './incoming.step.ts';
import {
  type Admitted,
  type Bounds,
  type Conflict,
  inOrder,
  monthOf,
  opened,
  sift,
  takeable,
} from './intake.ts';
import { type EntryColumns, leafColumns } from './rows.ts';
import { type Tile, TileEdge, tileBytes } from './tiles.ts';
import { type ToldTexts, writeTold } from './told.step.ts';
import { readEdge } from './tree.loaders.ts';

/** One sequencer in a cluster takes receipts at a time. */
const LOCK = 7_350_862;

/** Where the tree ends: its last checkpoint, and what it takes to go on from there. */
export type TreeEnd = {
  readonly number: number;
  readonly edge: TileEdge;
  readonly months: ReadonlySet<string>;
};

export type BatchParts = {
  readonly signer: NoteSigner;
  /** Who may have signed the last checkpoint: the signer's own key, and those it took over from. */
  readonly verifiers: readonly NoteVerifier[];
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  readonly bounds: Bounds;
  readonly told: ToldTexts;
};

/** What came of a batch. The end is that of the tree once the transaction is committed. */
export type Batch = {
  readonly end: TreeEnd;
  readonly admitted: number;
  readonly conflicts: number;
  readonly waiting: ReadonlyMap<string, number>;
  readonly isMore: boolean;
};

/** The tree is not what its last checkpoint says: nothing is signed on top of it. */
export class DamagedTree extends Error {}

/**
 * Takes what waits into the tree, in one transaction: null where another sequencer is at it.
 * @throws DamagedTree where the tree does not fit its last checkpoint
 */
export async function takeBatch(sql: Sql, known: TreeEnd | null, parts: BatchParts): Promise<Batch | null> {
  const [lock] = await sql<{ held: boolean }[]>`select pg_try_advisory_xact_lock(${LOCK}) as held`;
  if (lock?.held !== true) return null;
  const end = await endOf(sql, known, parts);
  const { candidates, heads } = await readHeads(sql, parts.bounds.receipts);
  const { places, waiting, isMore } = takeable(candidates, heads, parts.bounds);
  if (places.length === 0) return { end, admitted: 0, conflicts: 0, waiting, isMore: false };
  const rows = await take(sql, places);
  const whole = opened(rows);
  const standing = await readStanding(sql, rows, heads);
  const { admitted, conflicts } = sift(whole, standing, await parts.told.of(sql, whole));
  const ordered = inOrder(admitted);
  const months = await makeMonths(sql, ordered, end.months);
  await writeTold(sql, ordered);
  await writeReceipts(sql, ordered, end.edge.size);
  await writeConflicts(sql, conflicts, parts.now());
  await writeHeads(sql, rows);
  const grown = await writeTree(sql, ordered, end, parts);
  return {
    end: { ...grown, months },
    admitted: ordered.length,
    conflicts: conflicts.length,
    waiting,
    isMore,
  };
}

async function endOf(sql: Sql, known: TreeEnd | null, parts: BatchParts): Promise<TreeEnd> {
  const [last] = await sql<{ number: string; size: string; root: string; note: string }[]>`
    select number, size, root, note from receipt.checkpoint order by number desc limit 1`;
  const number = Number(last?.number ?? 0);
  if (number === known?.number) return known;
  if (known !== null && number < known.number) {
    throw new DamagedTree(`Checkpoint ${known.number} is gone.`);
  }
  const months = known?.months ?? new Set<string>();
  if (last === undefined) return { number, edge: new TileEdge(), months };
  const signed = openAny(last.note, parts.verifiers);
  const edge = await readEdge((statement) => sql.unsafe(statement), Number(last.size));
  if (
    signed === null ||
    signed.size !== edge.size ||
    signed.root !== edge.root() ||
    signed.number !== number
  ) {
    throw new DamagedTree(`The tree is not that of its checkpoint ${number}.`);
  }
  return { number, edge, months };
}

function openAny(note: string, verifiers: readonly NoteVerifier[]): Checkpoint | null {
  for (const verifier of verifiers) {
    const checkpoint = openCheckpoint(note, verifier);
    if (checkpoint !== null) return checkpoint;
  }
  return null;
}

async function makeMonths(
  sql: Sql,
  rows: readonly Admitted[],
  made: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const needed = new Set(rows.map(({ leaf }) => monthOf(leaf)));
  const missing = [...needed].filter((month) => !made.has(month));
  for (const month of missing) await sql`select receipt.make_month(${`${month}-01`})`;
  return missing.length === 0 ? made : new Set([...made, ...missing]);
}

async function writeReceipts(sql: Sql, rows: readonly Admitted[], size: number): Promise<void> {
  let [leaves, headers, entries] = ['', '', ''];
  for (const [offset, { row, leaf, hash, columns }] of rows.entries()) {
    const index = size + offset;
    const at = new Date(leaf.at).toISOString();
    const { kind, agency, purpose } = leafColumns(leaf);
    const hex = `\\x${Buffer.from(hash, 'base64url').toString('hex')}`;
    leaves += copyLine([index, row.series, row.number, row.id, at, kind, agency, purpose, hex, row.leaf]);
    if (columns === null) continue;
    const { viewerKind, viewerId, classes, salt, text } = columns.header;
    headers += copyLine([index, at, viewerKind, viewerId, classes, salt, text]);
    for (const entry of columns.entries) entries += entryLine(index, at, entry);
  }
  await copy(sql, 'leaf (index, series, number, id, at, kind, agency, purpose, hash, leaf)', leaves);
  await copy(sql, 'header (leaf_index, at, viewer_kind, viewer_id, classes, salt, text)', headers);
  await copy(
    sql,
    'entry (leaf_index, position, at, subject_type, subject_key, classes, salt, told, text)',
    entries,
  );
}

/** Six times as many as there are of the others: only what may have to be escaped is looked through. */
function entryLine(index: number, at: string, entry: EntryColumns): string {
  const { position, classes, salt, told, text } = entry;
  const texts = `${cellText(entry.subjectType)}\t${cellText(entry.subjectKey)}\t${classes}\t${salt}`;
  return `${index}\t${position}\t${at}\t${texts}\t${told === null ? '\\N' : `\\\\x${told}`}\t${cellText(text)}\n`;
}

/**
 * Writes rows. A stream is not told when the server refuses what it got after the last byte was sent, and would never end: so where it is silent, the
 * statement behind it is asked, which then fails in its place.
 */
async function copy(sql: Sql, target: string, text: string): Promise<void> {
  if (text === '') return;
  const stream = await sql.unsafe(`copy receipt.${target} from stdin`).writable();
  const ended = finished(stream);
  await Promise.race([ended, new Promise((resolve) => stream.write(text, resolve))]);
  stream.end();
  const silence = new AbortController();
  const asked = sleep(SILENCE_MILLISECONDS, null, silence).then(() => sql`select`);
  await Promise.race([ended, asked]).finally(() => silence.abort());
}

const SILENCE_MILLISECONDS = 500;

async function writeConflicts(sql: Sql, conflicts: readonly Conflict[], now: number): Promise<void> {
  for (const { row, fault } of conflicts) {
    await sql`
      insert into receipt.conflict (found_at, fault, series, number_in_series, id, leaf, parts)
      values (${new Date(now)}, ${fault}, ${row.series}, ${row.number}, ${row.id}, ${row.leaf}, ${row.parts})`;
  }
}

/** How far each series was taken; what came late moves nothing back. */
async function writeHeads(sql: Sql, rows: readonly { series: string; number: number }[]): Promise<void> {
  const heads = new Map<string, number>();
  for (const { series, number } of rows) heads.set(series, Math.max(number, heads.get(series) ?? 0));
  await sql`
    insert into receipt.series as known (series, last_number)
    select * from unnest(${list([...heads.keys()])}::uuid[], ${list([...heads.values()])}::bigint[])
        on conflict (series) do update set last_number = excluded.last_number
     where known.last_number < excluded.last_number`;
}

async function writeTree(
  sql: Sql,
  rows: readonly Admitted[],
  { number, edge: old }: TreeEnd,
  { signer, now }: BatchParts,
): Promise<Pick<TreeEnd, 'number' | 'edge'>> {
  if (rows.length === 0) return { number, edge: old };
  const edge = old.copy();
  await copy(
    sql,
    'tile (level, index, root, hashes)',
    edge
      .append(rows.map(({ hash }) => hash))
      .map(tileLine)
      .join(''),
  );
  const checkpoint = { number: number + 1, at: now(), size: edge.size, root: edge.root() };
  const note = signCheckpoint(checkpoint, signer);
  await sql`
    insert into receipt.checkpoint (number, at, size, root, note)
    values (${checkpoint.number}, ${new Date(checkpoint.at)}, ${checkpoint.size}, ${checkpoint.root}, ${note})`;
  return { number: checkpoint.number, edge };
}

function tileLine({ level, index, root, hashes }: Tile): string {
  const hex = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;
  return copyLine([level, index, hex(tileBytes([root])), hex(tileBytes(hashes))]);
}
