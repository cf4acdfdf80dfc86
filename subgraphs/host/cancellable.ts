import postgres from 'postgres';
import { Unwanted, type Wanted } from './wanted.ts';

type Unsafe = postgres.Sql['unsafe'];
type Given = Parameters<Unsafe>;

/** How long a statement that nobody waits for may still end by itself, and how often it is looked at: asking the server costs a connection. */
const LOOK_MILLISECONDS = 20;
/** A cancel request that comes too late strikes the statement behind; each is sent again so often at the most. */
const MOST_STRIKES = 3;
const QUERY_CANCELED = '57014';

/** What a driver's query is to Drizzle: rows, as arrays where it says so before it waits. */
type Pending = Promise<unknown> & { values(): Promise<unknown> };

/**
 * Sends a statement that only one call waits for. When it does not any more, it is rejected at once, and the server is asked to end the statement if it still runs.
 * Only for connections on which nothing but such reads is sent: a request to cancel names a connection and no statement, so one that is late strikes
 * the next. That one was not cancelled by its own call, and is sent again.
 */
export function cancellable(
  client: postgres.Sql,
  wanted: Wanted,
  ...[text, values, options]: Given
): Pending {
  let asArrays = false;
  const send = async (strikes: number): Promise<unknown> => {
    if (wanted.isOver) throw new Unwanted();
    const query = client.unsafe(text, values, { prepare: true, ...options });
    const rows: PromiseLike<unknown> = asArrays ? query.values() : query;
    const isStruck = (error: unknown) =>
      error instanceof postgres.PostgresError && error.code === QUERY_CANCELED && strikes < MOST_STRIKES;
    const over = leaving(wanted, query);
    try {
      return await Promise.race([rows, over.left]);
    } catch (error) {
      if (!wanted.isOver && isStruck(error)) return send(strikes + 1);
      throw error;
    } finally {
      over.forget();
    }
  };
  // Sent in the next turn of promises, when Drizzle has said how it wants its rows.
  const rows = Promise.resolve().then(() => send(0));
  return Object.assign(rows, {
    values: () => {
      asArrays = true;
      return rows;
    },
  });
}

type Query = ReturnType<Unsafe>;

/** Rejects when nobody waits any more, and then sees to the statement. */
function leaving(wanted: Wanted, query: Query): { readonly left: Promise<never>; forget(): void } {
  let forget = () => {};
  const left = new Promise<never>((_resolve, reject) => {
    forget = wanted.whenOver(() => {
      reject(new Unwanted());
      endWhenItRuns(query);
    });
  });
  return { left, forget };
}

/**
 * Cancels a statement as soon as it is the one that runs. `postgres` must not be asked before: of a query that it has sent behind another, it would take the answer for that of
 * the query after it.
 */
function endWhenItRuns(query: Query): void {
  let isSettled = false;
  const look = setInterval(() => {
    if (isSettled) clearInterval(look);
    if (isSettled || !isRunning(query)) return;
    clearInterval(look);
    Promise.resolve(query.cancel()).catch(() => {});
  }, LOOK_MILLISECONDS);
  look.unref();
  const settle = () => {
    isSettled = true;
    clearInterval(look);
  };
  query.then(settle, settle);
}

/** What the types of `postgres` leave out: its connection answers this query now. */
function isRunning(query: Query): boolean {
  return (query as unknown as { readonly active: boolean }).active;
}
