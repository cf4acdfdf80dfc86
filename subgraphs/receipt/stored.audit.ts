import { type Checkpoint, openCheckpoint } from '@seisi/schema/receipt/checkpoint';
import { leafHash } from '@seisi/schema/receipt/merkle';
import type { ReceiptLeaf } from '@seisi/schema/receipt/receipt';
import type { NoteVerifier } from '@seisi/schema/receipt/signed-note';
import type { Sql, TransactionSql } from 'postgres';
import {
  readCounts,
  readExempt,
  readNumbers,
  readStretch,
  readTileRow,
  type StoredCheckpoint,
  type StoredLeaf,
  type Stretch,
} from './audit.loaders.ts';
import { type Finding, finding, leafFault, numbersFault, partsFault } from './row.audit.ts';
import { type Tile, TileEdge, tileBytes } from './tiles.ts';

/** What an audit went through, and the first thing that it found wrong; null where there is none. */
export type Audit = {
  readonly size: number;
  readonly checkpoints: number;
  /** Alarms that are kept: they are not wrong, but somebody must look at them. */
  readonly conflicts: number;
  /** Months whose headers and entries were destroyed, as `YYYY-MM`: by schedule, or not. */
  readonly retired: readonly string[];
  readonly finding: Finding | null;
};

const STRETCH = 1024;

/**
 * Recomputes all that is stored: the text of each leaf to its hash, the hashes to tiles and to the root of every checkpoint, headers and entries that
 * still exist to what their leaf commits to, and the numbers of each series. One state of the database, some thousand rows at a time.
 */
export function verifyStored(sql: Sql, verifiers: readonly NoteVerifier[]): Promise<Audit> {
  return sql.begin('isolation level repeatable read read only', (transaction) =>
    audit(transaction, verifiers),
  );
}

/** The same in a transaction, of what it sees. */
export async function audit(sql: TransactionSql, verifiers: readonly NoteVerifier[]): Promise<Audit> {
  const going = new Going(sql, verifiers, await readExempt(sql));
  let found: Finding | null = null;
  while (found === null && !going.isThrough) found = await going.next();
  found ??= await going.rest();
  return { ...going.told(), conflicts: await going.conflicts(), finding: found };
}

class Going {
  readonly #sql: TransactionSql;
  readonly #verifiers: readonly NoteVerifier[];
  readonly #exempt: Awaited<ReturnType<typeof readExempt>>;
  readonly #edge = new TileEdge();
  #tiles = 0;
  #checkpoints = 0;
  /** The size that the last checkpoint says. */
  #signed = 0;
  isThrough = false;

  constructor(
    sql: TransactionSql,
    verifiers: readonly NoteVerifier[],
    exempt: Awaited<ReturnType<typeof readExempt>>,
  ) {
    this.#sql = sql;
    this.#verifiers = verifiers;
    this.#exempt = exempt;
  }

  told(): Pick<Audit, 'size' | 'checkpoints' | 'retired'> {
    return { size: this.#edge.size, checkpoints: this.#checkpoints, retired: [...this.#exempt.retired] };
  }

  async conflicts(): Promise<number> {
    return Number((await readCounts(this.#sql, this.#edge.size)).conflicts);
  }

  /** The next stretch of the log. */
  async next(): Promise<Finding | null> {
    const stretch = await readStretch(this.#sql, this.#edge.size, STRETCH);
    this.isThrough = stretch.leaves.length < STRETCH;
    const checkpoints = [...stretch.checkpoints];
    for (const row of stretch.leaves) {
      const index = this.#edge.size;
      const found = leafFault(row, index) ?? this.#partsFault(row, index, stretch) ?? (await this.#grow(row));
      if (found !== null) return found;
      while (checkpoints[0] !== undefined && Number(checkpoints[0].size) === this.#edge.size) {
        const wrong = this.#checkpointFault(checkpoints.shift() as StoredCheckpoint);
        if (wrong !== null) return wrong;
      }
    }
    return checkpoints[0] === undefined
      ? null
      : finding('checkpoint', checkpoints[0].number, 'it stands before one that is smaller');
  }

  /** What is left when every leaf was gone through. */
  async rest(): Promise<Finding | null> {
    const size = this.#edge.size;
    if (this.#signed !== size)
      return finding(
        'checkpoint',
        this.#checkpoints + 1,
        `no checkpoint says that there are ${size} receipts`,
      );
    const counts = await readCounts(this.#sql, size);
    if (Number(counts.tiles) !== this.#tiles)
      return finding('tile', 'more', 'there are more tiles than the tree has');
    if (Number(counts.checkpoints) !== this.#checkpoints)
      return finding('checkpoint', 'more', 'there are some of no size that the tree had');
    if (counts.headers !== '0') return finding('header', 'more', 'there are some of no leaf');
    if (counts.entries !== '0') return finding('entry', 'more', 'there are some of no leaf');
    if (counts.told !== '0')
      return finding('told', 'more', 'there are some whose hash is not that of their text');
    return numbersFault(await readNumbers(this.#sql));
  }

  /** Adds a leaf, and compares the tiles that it completes. */
  async #grow({ leaf }: StoredLeaf): Promise<Finding | null> {
    for (const tile of this.#edge.append([leafHash(leaf)])) {
      this.#tiles += 1;
      const wrong = await this.#tileFault(tile);
      if (wrong !== null) return wrong;
    }
    return null;
  }

  async #tileFault({ level, index, root, hashes }: Tile): Promise<Finding | null> {
    const row = await readTileRow(this.#sql, level, index);
    const key = `${level} ${index}`;
    if (row === undefined) return finding('tile', key, 'it is missing');
    const isSame = row.hashes.equals(tileBytes(hashes)) && row.root.equals(tileBytes([root]));
    return isSame ? null : finding('tile', key, 'its hashes are not those of the tree');
  }

  #checkpointFault(row: StoredCheckpoint): Finding | null {
    this.#checkpoints += 1;
    this.#signed = this.#edge.size;
    const signed = this.#openNote(row.note);
    if (signed === null) return finding('checkpoint', row.number, 'it is not signed by a key of the log');
    const { number, at, size, root } = signed;
    const isSame =
      row.number === `${number}` && row.at === `${at}000` && row.size === `${size}` && row.root === root;
    if (!isSame) return finding('checkpoint', row.number, 'it is not what was signed');
    if (number !== this.#checkpoints) return finding('checkpoint', this.#checkpoints, 'it is missing');
    return root === this.#edge.root()
      ? null
      : finding('checkpoint', number, 'the receipts are not those that it was signed for');
  }

  #openNote(note: string): Checkpoint | null {
    for (const verifier of this.#verifiers) {
      const checkpoint = openCheckpoint(note, verifier);
      if (checkpoint !== null) return checkpoint;
    }
    return null;
  }

  #partsFault(row: StoredLeaf, index: number, { headers, entries }: Stretch): Finding | null {
    const leaf = JSON.parse(row.leaf) as ReceiptLeaf;
    const [own, rows] = [headers.get(index) ?? [], entries.get(index) ?? []];
    const { retired, partless } = this.#exempt;
    const mayLack =
      retired.has(new Date(leaf.at).toISOString().slice(0, 7)) || partless.has(`${row.series} ${row.number}`);
    if (mayLack && own.length === 0 && rows.length === 0) return null;
    return partsFault(leaf, index, own, rows);
  }
}
