import { setImmediate as nextTurn } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { Refusal } from '../refusal.ts';
import { type Copy, openCopy } from './copy-stream.ts';
import { rowBatches } from './registry-rows.ts';
import { type RegistryOptions, TABLE_NAMES } from './rows.ts';
import { TABLES, targetOf } from './tables.ts';

/** Households whose rows are in memory at a time. */
const BATCH = 250;
/** From so many households on it is quicker to make indexes afterwards. */
const LARGE = 20_000;

const TARGETS = TABLE_NAMES.map((name) => targetOf(TABLES[name]));

/** Which registry to write, where, and whether numbers on unassigned place codes may be written there at all. */
export type Seeding = RegistryOptions & {
  /** The migrator's connection; the registry's tables are empty. */
  readonly adminUrl: string;
  /** How many households are written, of how many. */
  readonly progress: (done: number, total: number) => void;
  /** False in production: synthetic identity numbers are refused there (design §10). */
  readonly allowSynthetic?: boolean;
};

/**
 * Fills an empty registry with synthetic households: one COPY a table, side by side, each held back by its own connection, so that memory holds one batch.
 * All are committed once every row is taken; a failure before that leaves nothing. Throws `Refusal` where synthetic people are not allowed, and on a size or date out of range.
 */
export async function seedRegistry(seeding: Seeding): Promise<void> {
  const { adminUrl, allowSynthetic = true } = seeding;
  if (!allowSynthetic) throw new Refusal('Synthetic people are not written in production.');
  const sql = postgres(adminUrl, { max: TARGETS.length, onnotice: () => {} });
  try {
    await copyAll(sql, seeding);
    await sql.unsafe(`analyze ${TARGETS.map(({ name }) => name).join(', ')}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function copyAll(sql: Sql, seeding: Seeding): Promise<void> {
  const { households, progress } = seeding;
  const batches = rowBatches(seeding, BATCH);
  let batch = batches.next();
  const isLarge = households >= LARGE;
  const copies: Copy[] = await Promise.all(TARGETS.map((target) => openCopy(sql, target, isLarge)));
  try {
    for (let done = 0; batch.done !== true; batch = batches.next()) {
      const rows = batch.value;
      await Promise.all(copies.map((copy, at) => copy.write(rows[TABLE_NAMES[at]!])));
      done += rows.households.length;
      progress(done, households);
      // Sockets drain and signals arrive only between turns of the event loop: without this a stop waits for the last household.
      await nextTurn();
    }
    await Promise.all(copies.map((copy) => copy.end()));
    // One after another: each sorts with all the memory and processes that the server allows.
    for (const copy of copies) await copy.index();
    await Promise.all(copies.map((copy) => copy.commit()));
  } catch (error) {
    await Promise.all(copies.map((copy) => copy.abort()));
    throw error;
  }
}
