import { and, asc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { Transaction } from './act.ts';
import { type CourierDatabase, openCourierDatabase } from './courier-database.ts';
import type { Database } from './database.ts';
import type { Attempt, ErrandQueue } from './errand-queue.ts';
import type { OutboxTable } from './outbox.ts';
import { QUEUE_PACE, type QueuePace } from './queue-pace.ts';

/** An errand as it stands in the outbox. */
export type StoredErrand = Pick<OutboxTable['$inferSelect'], 'id' | 'kind' | 'about' | 'body' | 'at'>;

/** What is written in the transaction in which an errand counts as delivered. */
export type Recorded = (transaction: Transaction, at: Date) => Promise<unknown>;

/** What a carrier reads before it goes, and notes of its own while it goes; what counts as delivered is written in the end. */
export type Statements = Pick<Database, 'select' | 'update'>;

/**
 * Carries an errand: at least once, and again after a failure or a crash, so it does once what has the errand's identifier.
 * It resolves when nothing more is to be done. @throws to be asked again later
 */
export type Carrier = (errand: StoredErrand, db: Statements) => Promise<Recorded>;

export type CourierOptions = {
  readonly room: string;
  /** As the room's own role. */
  readonly databaseUrl: string;
  readonly outbox: OutboxTable;
  /** Who carries which kind; errands of any other kind wait. */
  readonly carriers: Readonly<Record<string, Carrier>>;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  /** Told what an operator must know: one line, no personal data. */
  readonly onNotice: (line: string) => void;
  readonly pace?: Partial<CourierPace>;
};

/** How errands come into the queue, in milliseconds, and through it. */
export type CourierPace = {
  /** How long it rests when nothing waits. */
  readonly rest: number;
  /** After how long an errand that was not delivered is put into the queue again: it may have been given up, or the queue lost. */
  readonly again: number;
  readonly queue: QueuePace;
};

/** Carries what stands in a room's outbox, for as long as it is open. Any number may run: each errand is carried by one at a time. */
export type Courier = { close(): Promise<void> };

const PACE: CourierPace = { rest: 1000, again: 3_600_000, queue: QUEUE_PACE };
const BATCH = 500;
const LONGEST_REST_MILLISECONDS = 30_000;

/** Begins to carry; a database or a queue that is not there is waited for, and told of. */
export function openCourier(options: CourierOptions): Courier {
  const running = new Running(options);
  running.start();
  return running;
}

class Running implements Courier {
  readonly #options: CourierOptions;
  readonly #pace: CourierPace;
  readonly #database: CourierDatabase;
  readonly #told = new Set<string>();
  #queue: ErrandQueue | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #isClosed = false;

  constructor(options: CourierOptions) {
    this.#options = options;
    this.#pace = { ...PACE, ...options.pace };
    this.#database = openCourierDatabase(options.databaseUrl, `seisi ${options.room} courier`);
  }

  start(): void {
    this.#turn = this.#relay().then(
      (isMore) => {
        this.#failures = 0;
        this.#told.delete('relay');
        this.#rest(isMore ? 0 : this.#pace.rest);
      },
      (error: unknown) => {
        this.#failures += 1;
        this.#tell('relay', `Errands of ${this.#options.room} wait in its outbox: ${failureOf(error)}`);
        this.#rest(Math.min(this.#pace.rest * 2 ** this.#failures, LONGEST_REST_MILLISECONDS));
      },
    );
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#turn;
    await this.#queue?.close();
    await this.#database.close();
  }

  #rest(milliseconds: number): void {
    if (!this.#isClosed) this.#timer = setTimeout(() => this.start(), milliseconds);
  }

  /** Puts what waits into the queue; whether there may be more. */
  async #relay(): Promise<boolean> {
    const { outbox, carriers, now } = this.#options;
    this.#queue ??= await this.#openQueue();
    const queue = this.#queue;
    const at = new Date(now());
    const isDue = or(isNull(outbox.relayedAt), lt(outbox.relayedAt, new Date(now() - this.#pace.again)));
    const isWanted = and(isNull(outbox.deliveredAt), isDue, inArray(outbox.kind, Object.keys(carriers)));
    return this.#database.inTransaction(async (transaction) => {
      const found = await transaction
        .select({ id: outbox.id })
        .from(outbox)
        .where(isWanted)
        .orderBy(asc(outbox.at))
        .limit(BATCH)
        .for('update', { skipLocked: true });
      if (found.length === 0) return false;
      const ids = found.map(({ id }) => id);
      await queue.put(transaction, ids);
      await transaction.update(outbox).set({ relayedAt: at }).where(inArray(outbox.id, ids));
      return found.length === BATCH;
    });
  }

  /** Loaded where errands are carried: most processes carry none. */
  async #openQueue(): Promise<ErrandQueue> {
    const { room, databaseUrl } = this.#options;
    const { openErrandQueue } = await import('./errand-queue.ts');
    return openErrandQueue({
      room,
      databaseUrl,
      pace: this.#pace.queue,
      attempt: (attempt) => this.#attempt(attempt),
      onFailure: (error) => this.#tell('queue', `The queue of ${room} fails: ${failureOf(error)}`),
    });
  }

  /** Whether the errand is done with. */
  async #attempt({ id, isLast }: Attempt): Promise<boolean> {
    const { outbox, carriers, now } = this.#options;
    const isThis = and(eq(outbox.id, id), isNull(outbox.deliveredAt));
    const [errand] = await this.#database.db.select().from(outbox).where(isThis);
    if (errand === undefined) return true;
    const carrier = Object.hasOwn(carriers, errand.kind) ? carriers[errand.kind] : undefined;
    try {
      if (carrier === undefined) throw new Error('Nobody carries it.');
      const recorded = await carrier(errand, this.#database.db);
      const at = new Date(now());
      await this.#database.inTransaction(async (transaction) => {
        const delivered = await transaction
          .update(outbox)
          .set({ deliveredAt: at, attempts: sql`attempts + 1`, failure: null })
          .where(isThis)
          .returning({ id: outbox.id });
        if (delivered.length > 0) await recorded(transaction, at);
      });
      this.#told.delete(errand.kind);
      this.#told.delete('queue');
      return true;
    } catch (error) {
      const failure = failureOf(error);
      const noted = this.#database.db
        .update(outbox)
        .set({ attempts: sql`attempts + 1`, failure })
        .where(isThis);
      await noted.catch(() => {});
      if (isLast) this.#tell(errand.kind, this.#givenUp(errand.kind, failure));
      return false;
    }
  }

  #givenUp(kind: string, failure: string): string {
    const { room } = this.#options;
    return `Errands of ${room} (${kind}) are not carried: ${failure}. They stay in its outbox, and are tried again.`;
  }

  /** Once, until it goes well again. */
  #tell(what: string, line: string): void {
    if (this.#told.has(what)) return;
    this.#told.add(what);
    this.#options.onNotice(line);
  }
}

/** A code or a name, never what was to be carried. */
function failureOf(error: unknown): string {
  // The queue tells of its failures by objects that are no errors.
  const { code, cause, name } = Object(error) as Readonly<Record<'code' | 'cause' | 'name', unknown>>;
  if (typeof code === 'string' && /^\w{1,40}$/.test(code)) return code;
  if (cause instanceof Error) return failureOf(cause);
  return typeof name === 'string' ? name : 'unknown error';
}
