import { AsyncLocalStorage } from 'node:async_hooks';

/** What rejects a read that nobody waits for any more. */
export class Unwanted extends Error {
  constructor() {
    super('Nobody waits for this any more.');
  }
}

/** Whether it is that, or what Drizzle makes of it. */
export function isUnwanted(error: unknown): boolean {
  return error instanceof Unwanted || (error instanceof Error && error.cause instanceof Unwanted);
}

/** Whether somebody still waits for what one call of a room reads, and what is to be done when nobody does. */
export class Wanted {
  readonly #stops = new Set<() => void>();
  #isOver = false;

  get isOver(): boolean {
    return this.#isOver;
  }

  /** What this gives takes `stop` back. */
  whenOver(stop: () => void): () => void {
    this.#stops.add(stop);
    return () => this.#stops.delete(stop);
  }

  end(): void {
    this.#isOver = true;
    for (const stop of [...this.#stops]) stop();
  }
}

const calls = new AsyncLocalStorage<Wanted>();

/** The call for which this runs; null for a step, which goes on whoever waits, and for what belongs to no call. */
export function wantedNow(): Wanted | null {
  return calls.getStore() ?? null;
}

/** Answers one call as long as somebody waits: what it reads is dropped where the signal ends while it waits, and cancelled while it runs. Without a signal it goes on, whoever waits: steps do. */
export async function whileWanted<Result>(
  signal: AbortSignal | null,
  answer: () => Promise<Result>,
): Promise<Result> {
  // Drizzle sends a query when it is waited for, so it is waited for in here.
  const run = async () => await answer();
  if (signal === null) return calls.exit(run);
  const wanted = new Wanted();
  const end = () => wanted.end();
  if (signal.aborted) end();
  else signal.addEventListener('abort', end, { once: true });
  try {
    return await calls.run(wanted, run);
  } finally {
    signal.removeEventListener('abort', end);
  }
}
