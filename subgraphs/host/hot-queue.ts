import { setTimeout as sleep } from 'node:timers/promises';
import { type HotAddress, hotAddress } from './hot-address.ts';
import { type HotConnection, type HotEvents, openHotConnection } from './hot-connection.ts';
import type { Load } from './hot-load.ts';
import type { HotRead, HotRows, HotStatement, HotValue } from './hot-read.ts';
import { shared, unshared } from './hot-share.ts';
import { Unwanted, type Wanted, wantedNow } from './wanted.ts';

/** Hot reads of one room, or of several over the same connections, and how to end them. */
export type HotReads = {
  readonly read: HotRead;
  /** How many reads no connection has taken yet, how many connections are open and busy, and how many there may be. */
  state(): {
    readonly waiting: number;
    readonly connections: number;
    readonly busy: number;
    readonly most: number;
  };
  /** Resolves when the database answers; rejects with the reason. */
  ready(): Promise<void>;
  /** Takes no read more, answers those that it has taken, and gives the connections back. */
  close(): Promise<void>;
};

type HotOptions = {
  /** How many connections at most; the second opens when the first is busy. */
  readonly connections?: number;
  /** Told the text of every statement, never its parameters. */
  readonly onStatement?: ((text: string) => void) | undefined;
};

/** Statements of one write. More would let PostgreSQL wait for Node and Node for PostgreSQL in turns. */
const MOST_AT_ONCE = 16;
/** Reads of one write, of which several may be one statement. */
const MOST_READS = 64;
const MILLISECONDS_TO_DRAIN = 5000;
const MOST_MILLISECONDS_OF_REST = 1000;
const ALIVE: HotStatement = { text: 'select 1' };
const CLOSING = () => new Error('The room is closing.');
/** PostgreSQL's message counts parameters in 16 bits. */
const MOST_VALUES = 65_535;

/** Opens hot reads as the role that the URL names; connects at the first of them. They are read-only, enforced by the server, so that what a lost connection took along may be sent again. */
export function openHotReads(url: string, { connections = 2, onStatement }: HotOptions = {}): HotReads {
  const queue = new HotQueue(hotAddress(url), connections);
  return {
    read: (statement, values) => {
      onStatement?.(statement.text);
      return queue.add(statement, values, wantedNow());
    },
    state: () => queue.state(),
    ready: async () => {
      await queue.add(ALIVE, []);
    },
    close: () => queue.close(),
  };
}

/** The reads that wait, and the connections that take them. */
class HotQueue {
  readonly #address: HotAddress;
  readonly #most: number;
  readonly #open = new Set<HotConnection>();
  #waiting: Load[] = [];
  #isScheduled = false;
  #opening: Promise<void> | null = null;
  #failures = 0;
  #isClosed = false;
  #rest: NodeJS.Timeout | null = null;
  #drained: (() => void) | null = null;

  constructor(address: HotAddress, most: number) {
    this.#address = address;
    this.#most = most;
  }

  add(statement: HotStatement, values: readonly HotValue[], wanted: Wanted | null = null): Promise<HotRows> {
    if (this.#drained !== null) return Promise.reject(CLOSING());
    if (values.length > MOST_VALUES) return Promise.reject(new Error('Too many values for one statement.'));
    if (wanted?.isOver === true) return Promise.reject(new Unwanted());
    return new Promise((resolve, reject) => {
      const given = { statement, values, losses: 0, isAlone: false, isOver: false };
      const load: Load =
        wanted === null ? { ...given, resolve, reject } : this.#leaving(wanted, given, { resolve, reject });
      this.#waiting.push(load);
      this.#schedule();
    });
  }

  /** A read that may be given up: while it waits it goes, while it runs its connection looks whether anybody needs the statement. */
  #leaving(
    wanted: Wanted,
    given: Omit<Load, 'resolve' | 'reject'>,
    to: Pick<Load, 'resolve' | 'reject'>,
  ): Load {
    const forget = wanted.whenOver(() => {
      load.isOver = true;
      this.#waiting = this.#waiting.filter((other) => other !== load);
      to.reject(new Unwanted());
      for (const connection of this.#open) connection.look();
      this.#tellDrained();
    });
    const load: Load = {
      ...given,
      resolve: (rows) => {
        forget();
        to.resolve(rows);
      },
      reject: (error) => {
        forget();
        to.reject(error);
      },
    };
    return load;
  }

  state(): ReturnType<HotReads['state']> {
    const busy = [...this.#open].filter(({ isBusy }) => isBusy).length;
    return { waiting: this.#waiting.length, connections: this.#open.size, busy, most: this.#most };
  }

  /** What is asked for in the same turn of the event loop goes together, from whichever requests: nothing is waited for. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#send();
    });
  }

  /** Each idle connection takes what one write may hold, the next one the rest. */
  #send(): void {
    for (const connection of this.#open) {
      if (this.#waiting.length === 0) break;
      if (connection.isIdle) connection.send(this.#take());
    }
    if (this.#waiting.length > 0) this.#openAnother();
    this.#tellDrained();
  }

  /** The first so many; but what was lost before goes alone, because it may be what ends connections. */
  #take(): Load[] {
    const next = this.#waiting.slice(0, MOST_READS);
    const lost = next.findIndex(({ losses }) => losses > 0);
    const taken = this.#waiting.splice(0, lost === -1 ? next.length : Math.max(lost, 1));
    const statements = shared(taken, (failed) => this.#again(failed));
    this.#waiting.unshift(...unshared(statements.splice(MOST_AT_ONCE)));
    return statements;
  }

  #again(loads: readonly Load[]): void {
    this.#waiting.unshift(...unshared(loads).filter(({ isOver }) => !isOver));
    this.#schedule();
  }

  /** One after another, and not while resting from a failure. */
  #openAnother(): void {
    if (this.#opening !== null || this.#rest !== null || this.#open.size >= this.#most) return;
    this.#opening = openHotConnection(this.#address, this.#failures, this.#events()).then(
      (connection) => this.#opened(connection),
      (error: unknown) => this.#failed(error as Error),
    );
  }

  #events(): HotEvents {
    return {
      idle: (unfinished) => this.#again(unfinished),
      lost: (connection, unfinished, reason) => this.#lost(connection, unfinished, reason),
    };
  }

  async #opened(connection: HotConnection): Promise<void> {
    this.#opening = null;
    if (this.#isClosed) return connection.close();
    this.#failures = 0;
    this.#open.add(connection);
    this.#schedule();
  }

  /** Nobody waits for a server that cannot be reached: what waits is refused, and later reads wait for the next attempt, a second at most. */
  #failed(error: Error): void {
    this.#opening = null;
    this.#failures += 1;
    const milliseconds = Math.min(2 ** this.#failures * 10, MOST_MILLISECONDS_OF_REST);
    this.#rest = setTimeout(() => {
      this.#rest = null;
      this.#schedule();
    }, milliseconds);
    if (this.#open.size === 0) this.#refuse(error);
    this.#schedule();
  }

  /** What was under way goes first on another connection. Each of them may be lost once with it, for a server that restarts ends them all. */
  #lost(connection: HotConnection, unfinished: readonly Load[], reason: Error): void {
    this.#open.delete(connection);
    const again: Load[] = [];
    for (const load of unshared(unfinished)) {
      load.losses += 1;
      if (load.losses > this.#most || this.#isClosed) load.reject(reason);
      else again.push(load);
    }
    this.#again(again);
  }

  #refuse(error: Error): void {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }

  async close(): Promise<void> {
    const drained = new Promise<void>((resolve) => {
      this.#drained = resolve;
    });
    this.#tellDrained();
    const patience = new AbortController();
    const impatience = sleep(MILLISECONDS_TO_DRAIN, null, patience).catch(() => {});
    await Promise.race([drained, impatience]);
    this.#isClosed = true;
    this.#refuse(CLOSING());
    if (this.#rest !== null) clearTimeout(this.#rest);
    await Promise.race([this.#opening, impatience]);
    patience.abort();
    await Promise.all([...this.#open].map((connection) => connection.close()));
  }

  #tellDrained(): void {
    const isBusy = [...this.#open].some((connection) => connection.isBusy);
    if (this.#waiting.length === 0 && !isBusy) this.#drained?.();
  }
}
