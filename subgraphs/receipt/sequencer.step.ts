import type { JsonWebKey } from 'node:crypto';
import { ORIGIN } from '@seisi/schema/receipt/checkpoint';
import { type FormerKey, type LogKeys, logVerifiers } from '@seisi/schema/receipt/former-key';
import { noteSigner } from '@seisi/schema/receipt/signed-note';
import { type Batch, type BatchParts, DamagedTree, type TreeEnd, takeBatch } from './batch.step.ts';
import { type OneConnection, oneConnection } from './connection.step.ts';
import { ToldTexts } from './told.step.ts';

export type SequencerOptions = {
  /** As the room's own role. */
  readonly databaseUrl: string;
  /** The Ed25519 pair that signs checkpoints; it is never in the database. */
  readonly key: JsonWebKey;
  /** Public keys that signed earlier, each up to its end. */
  readonly formerKeys?: readonly FormerKey[];
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  /** How long it rests when nothing waits, in milliseconds. */
  readonly intervalMs?: number;
  /** How much is taken in one transaction. */
  readonly bounds?: BatchParts['bounds'];
  /** For how long a series may wait for a number before it is told, in milliseconds. */
  readonly patienceMs?: number;
  /** Told what an operator must know: alarms, series that wait, failures. Never data. */
  readonly onNotice?: (line: string) => void;
};

/** Takes what the gateways hand over into the tree, for as long as it is open. Any number may run: one at a time does the work. */
export type Sequencer = {
  /** Takes one batch now; whether anything was taken. Rejects with what went wrong. */
  turn(): Promise<boolean>;
  /** Signs by another key from the next batch on. */
  renew(signing: LogKeys): void;
  /** Ends the batch under way, and takes no other. */
  close(): Promise<void>;
};

/** A batch has some fourteen statements, whatever its size: twice as often would cost a fifth more, and a second is the most (access §8). */
const INTERVAL_MILLISECONDS = 500;
const PATIENCE_MILLISECONDS = 60_000;
/** So that a transaction ends well within the second of access §8, and its texts fit in memory with those to which they refer. */
const BOUNDS = { receipts: 2000, bytes: 4 * 1024 * 1024 };

/** Opens a sequencer on a connection of its own. */
export function openSequencer(options: SequencerOptions): Sequencer {
  const running = new Running(options);
  running.start();
  return running;
}

class Running implements Sequencer {
  readonly #options: SequencerOptions;
  #parts: BatchParts;
  readonly #missing = new Map<string, { number: number; since: number; isTold: boolean }>();
  #connection: OneConnection | null = null;
  #end: TreeEnd | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #lastFailure = '';

  constructor(options: SequencerOptions) {
    this.#options = options;
    this.#parts = {
      signer: noteSigner(ORIGIN, options.key),
      verifiers: logVerifiers(options.key, options.formerKeys ?? []),
      now: options.now,
      bounds: options.bounds ?? BOUNDS,
      told: new ToldTexts(),
    };
  }

  start(): void {
    const interval = this.#options.intervalMs ?? INTERVAL_MILLISECONDS;
    const go = async (): Promise<void> => {
      const isMore = await this.#batch().then(
        (batch) => batch?.isMore === true,
        (error: unknown) => this.#fail(error),
      );
      if (!this.#isClosed) this.#timer = setTimeout(() => void go(), isMore ? 0 : interval);
    };
    this.#timer = setTimeout(() => void go(), interval);
  }

  async turn(): Promise<boolean> {
    const batch = await this.#batch();
    return batch !== null && batch.admitted + batch.conflicts > 0;
  }

  renew({ key, former }: LogKeys): void {
    const verifiers = logVerifiers(key, former);
    this.#parts = { ...this.#parts, signer: noteSigner(ORIGIN, key), verifiers };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#turn.catch(() => {});
    this.#connection?.end();
  }

  /** One after another. */
  #batch(): Promise<Batch | null> {
    const batch = this.#turn
      .catch(() => {})
      .then(() => this.#take())
      .catch((error: unknown) => {
        this.#connection?.end();
        this.#connection = null;
        // The table of a month that was made may have been destroyed since.
        if (this.#end !== null) this.#end = { ...this.#end, months: new Set() };
        throw error;
      });
    this.#turn = batch;
    return batch;
  }

  async #take(): Promise<Batch | null> {
    this.#connection ??= oneConnection(this.#options.databaseUrl);
    const { sql, inTransaction } = this.#connection;
    const [door] = await sql<{ waits: boolean }[]>`select exists (select from receipt.incoming) as waits`;
    if (door?.waits !== true) return null;
    const batch = await inTransaction((one) => takeBatch(one, this.#end, this.#parts));
    if (batch === null) return null;
    // Only now is it committed.
    this.#end = batch.end;
    this.#lastFailure = '';
    if (batch.conflicts > 0) this.#tell(`${batch.conflicts} receipts stand in receipt.conflict: see why.`);
    this.#tellMissing(batch.waiting);
    return batch;
  }

  #tellMissing(waiting: ReadonlyMap<string, number>): void {
    for (const series of this.#missing.keys()) if (!waiting.has(series)) this.#missing.delete(series);
    for (const [series, number] of waiting) {
      const known = this.#missing.get(series);
      const missing = known?.number === number ? known : { number, since: performance.now(), isTold: false };
      this.#missing.set(series, missing);
      const isLate = performance.now() - missing.since >= (this.#options.patienceMs ?? PATIENCE_MILLISECONDS);
      if (missing.isTold || !isLate) continue;
      missing.isTold = true;
      this.#tell(
        `The receipts of ${series} wait for number ${number}: take in the files of that gateway, or declare it lost.`,
      );
    }
  }

  #fail(error: unknown): false {
    const line = error instanceof DamagedTree ? `${error.message} No receipt is taken.` : reasonOf(error);
    if (line !== this.#lastFailure) this.#tell(`Receipts are not taken into the tree: ${line}`);
    this.#lastFailure = line;
    return false;
  }

  #tell(line: string): void {
    this.#options.onNotice?.(line);
  }
}

/** A code or a name, never what was to be written. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
