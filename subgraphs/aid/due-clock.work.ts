import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { openDatabase } from '@seisi/host/database';
import { Rounds } from '@seisi/host/rounds';
import type { Work } from '@seisi/host/subgraph';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { applications } from './application.table.ts';
import { type ClockRow, clocks } from './clock.table.ts';

type DueClocksOptions = {
  /** As the room's own role. */
  readonly databaseUrl: string;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  /** Told what an operator must know: one line, no personal data. */
  readonly onNotice: (line: string) => void;
  /** Refuses an application as incomplete, in the transaction, and ends its clocks; what it throws undoes that. */
  readonly lapse: (transaction: Transaction, applicationId: string, at: Date) => Promise<unknown>;
  /** How long it rests between two rounds, in milliseconds. */
  readonly intervalMs?: number;
};

/** Work beside requests, and one round of it at once. */
export type DueClocks = Work & {
  /** Refuses every application whose documents are not there after the last day; how many. Rejects with what went wrong. */
  turn(): Promise<number>;
};

const INTERVAL_MILLISECONDS = 60_000;
/** How many clocks are found by one statement. */
const PAGE = 500;
/** Of many processes one at a time refuses. */
const LOCK = 5_071_401;

/** Watches the clocks of awaited documents (S0: an application that stays incomplete is refused by itself), for as long as it is open. Any number may run. */
export function openDueClocks(options: DueClocksOptions): DueClocks {
  return new Watching(options);
}

type DueClock = Pick<ClockRow, 'id' | 'applicationId'>;

/** What became of a clock: LEFT where somebody was faster, BUSY where another process refuses. */
type Outcome = 'LAPSED' | 'LEFT' | 'BUSY' | RegistryError;

class Watching implements DueClocks {
  readonly #options: DueClocksOptions;
  readonly #database: ReturnType<typeof openDatabase>;
  readonly #rounds: Rounds;
  #lapsed = 0;

  constructor(options: DueClocksOptions) {
    this.#options = options;
    this.#database = openDatabase(options.databaseUrl);
    this.#rounds = new Rounds({
      round: () => this.#all(),
      restMs: options.intervalMs ?? INTERVAL_MILLISECONDS,
      tell: (reason) =>
        options.onNotice(`Incomplete applications are not refused after their last day: ${reason}`),
    });
  }

  async turn(): Promise<number> {
    await this.#rounds.once();
    return this.#lapsed;
  }

  async close(): Promise<void> {
    await this.#rounds.close();
    await this.#database.close();
  }

  /** The codes of what could not be refused. */
  async #all(): Promise<string> {
    const at = new Date(this.#options.now());
    const today = civilDate(at.getTime());
    const refusals = new Set<string>();
    this.#lapsed = 0;
    for await (const clock of this.#due(today)) {
      const outcome = await this.#end(clock, at, today);
      if (outcome === 'BUSY') break;
      if (outcome === 'LAPSED') this.#lapsed += 1;
      if (outcome instanceof RegistryError) refusals.add(outcome.code);
    }
    return [...refusals].toSorted().join(' ');
  }

  /** Page by page, until it is closed. */
  async *#due(today: string): AsyncGenerator<DueClock> {
    let last: string | undefined;
    do {
      const page: readonly DueClock[] = await this.#database.quiet
        .select({ id: clocks.id, applicationId: clocks.applicationId })
        .from(clocks)
        .where(and(isDue(today), last === undefined ? undefined : gt(clocks.id, last)))
        .orderBy(clocks.id)
        .limit(PAGE);
      for (const clock of page) if (!this.#rounds.isClosed) yield clock;
      last = page.at(-1)?.id;
    } while (last !== undefined && !this.#rounds.isClosed);
  }

  /** In one transaction: the status, its history and the end of the clock are there together, or the next round finds it again. */
  async #end({ id, applicationId }: DueClock, at: Date, today: string): Promise<Outcome> {
    const ended = this.#database.quiet.transaction(async (transaction): Promise<Outcome> => {
      const [lock] = await transaction.execute<{ held: boolean }>(
        sql`select pg_try_advisory_xact_lock(${LOCK}) as held`,
      );
      if (lock?.held !== true) return 'BUSY';
      // As every step does: first the application, then its clocks. Whoever completed it meanwhile was in time.
      await transaction.select().from(applications).where(eq(applications.id, applicationId)).for('update');
      const stillDue = and(isDue(today), eq(clocks.id, id));
      const [due] = await transaction.select({ id: clocks.id }).from(clocks).where(stillDue);
      if (due === undefined) return 'LEFT';
      await this.#options.lapse(transaction, applicationId, at);
      return 'LAPSED';
    });
    // One application that cannot be refused holds up no other.
    return ended.catch((error: unknown) => {
      if (error instanceof RegistryError) return error;
      throw error;
    });
  }
}

function isDue(today: string) {
  return and(eq(clocks.kind, 'COMPLETENESS'), isNull(clocks.endedOn), lt(clocks.dueOn, today));
}
