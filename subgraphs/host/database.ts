import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { cancellable } from './cancellable.ts';
import { admitted } from './hot-admission.ts';
import { type HotReads, openHotReads } from './hot-queue.ts';
import type { HotRead } from './hot-read.ts';
import { wantedNow } from './wanted.ts';

export type Database = PostgresJsDatabase;

/** A room's connections as the room's own role, and how to give them back. */
export type DatabaseHandle = {
  readonly db: Database;
  /** Two connections more, for what belongs to no request: it does not wait behind requests, and `onStatement` is not told of it. */
  readonly quiet: Database;
  /** Reads of the hot path, on connections of their own that only read. They open at the first of them, or at `ready`. */
  readonly read: HotRead;
  /** Calls back at each NOTIFY of a channel, on a connection of its own. */
  listen(channel: string, wake: () => void): Promise<void>;
  /** Resolves when the database answers; rejects with the reason. */
  ready(): Promise<void>;
  close(): Promise<void>;
};

type DatabaseOptions = {
  /** Sees the text of every statement, never its parameters. */
  readonly onStatement?: ((text: string) => void) | undefined;
  /** Hot reads over connections that rooms of this process share; whoever opened them closes them. Without it the room has its own. */
  readonly sharedReads?: HotReads | undefined;
};

/** Opens a few connections (design §8: 2 to 4) as the role that the URL names. */
export function openDatabase(
  url: string,
  { onStatement, sharedReads }: DatabaseOptions = {},
): DatabaseHandle {
  const settings = { fetch_types: false, onnotice: () => {}, connection: { timezone: 'UTC' }, backoff };
  const connect = (max: number) => postgres(url, { max, ...settings });
  const steps = connect(2);
  const reads = connect(2);
  const aside = connect(2);
  const own = sharedReads === undefined ? openHotReads(url, { onStatement }) : null;
  const mayRun = async (text: string) => void (await aside.unsafe(`explain (generic_plan) ${text}`));
  const read = own?.read ?? admitted((sharedReads as HotReads).read, mayRun, onStatement);
  const logger = onStatement === undefined ? false : { logQuery: (text: string) => onStatement(text) };
  return {
    db: drizzle(ofCalls(steps, reads), { casing: 'snake_case', logger }),
    quiet: drizzle(aside, { casing: 'snake_case' }),
    listen: async (channel, wake) => {
      await aside.listen(channel, wake);
    },
    read,
    ready: async () => {
      await Promise.all([steps`select 1`, reads`select 1`, (own ?? sharedReads)?.ready()]);
    },
    close: async () => {
      const clients = [steps, reads, aside].map((client) => client.end({ timeout: 5 }));
      await Promise.all([...clients, own?.close()]);
    },
  };
}

/** For how many seconds a connection that could not be opened, for the nth time, is not tried again: a database that is back is asked again within a second. */
function backoff(failures: number): number {
  return Math.min(2 ** failures / 100, 1);
}

/**
 * What a call reads goes by connections of its own, so that it can be cancelled when nobody waits for it: on those of steps, and of all that is in a transaction, nothing is.
 * Drizzle has its statements parsed and planned at each call. The texts of a room are few, so each connection prepares them once; what a transaction sends stays as it is.
 */
function ofCalls(steps: postgres.Sql, reads: postgres.Sql): postgres.Sql {
  // Drizzle sets how a client reads times when it is given it.
  drizzle(reads);
  const send = steps.unsafe;
  const unsafe = (...[text, values, options]: Parameters<typeof send>) => {
    const wanted = wantedNow();
    return wanted === null
      ? send(text, values, { prepare: true, ...options })
      : cancellable(reads, wanted, text, values, options);
  };
  return Object.assign(steps, { unsafe: unsafe as typeof send });
}
