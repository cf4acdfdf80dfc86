import { Rounds } from '@seisi/host/rounds';
import postgres, { type Sql, type TransactionSql } from 'postgres';

/** A transaction on the worker's own connection. */
export type TurnSql = TransactionSql;

/** Work that goes on turn by turn, each in one transaction: it may be killed between any two, and goes on from what the last one wrote. */
export type TurnedWork = {
  readonly name: string;
  /** Which pieces there are to do, in their order. */
  readonly pieces: (sql: Sql) => Promise<readonly string[]>;
  /** One turn of a piece, in a transaction; whether more is to do. */
  readonly turn: (sql: TurnSql, piece: string) => Promise<boolean>;
};

type WorkerOptions = {
  readonly databaseUrl: string;
  /** The number of the advisory lock: of many workers, in any process, whoever holds it works. */
  readonly lock: number;
  /** How long it rests when nothing is to do, in milliseconds. */
  readonly intervalMs?: number;
  /** Told what an operator must know: one line, no personal data. */
  readonly onNotice: (line: string) => void;
};

const INTERVAL_MILLISECONDS = 1000;

/** Does what is to do, as long as it is open; one of many. */
export class OneWorker {
  readonly #work: TurnedWork;
  readonly #options: WorkerOptions;
  readonly #sql: Sql;
  readonly #rounds: Rounds;

  constructor(work: TurnedWork, options: WorkerOptions) {
    this.#work = work;
    this.#options = options;
    const settings = { timezone: 'UTC', application_name: `seisi ${work.name}` };
    // One connection, for the lock is its own; it is not given up by age.
    this.#sql = postgres(options.databaseUrl, {
      ...{ max: 1, max_lifetime: null, fetch_types: false, onnotice: () => {}, connection: settings },
    });
    this.#rounds = new Rounds({
      round: () => this.#all(),
      restMs: options.intervalMs ?? INTERVAL_MILLISECONDS,
      firstMs: 0,
      tell: (reason) => options.onNotice(`The ${work.name} does not go on: ${reason}`),
    });
  }

  /** Ends the turn under way, and takes no other. */
  async close(): Promise<void> {
    await this.#rounds.close();
    await this.#sql.end({ timeout: 5 });
  }

  /** Every piece to its end, one after another; what fails is told, waits for the next round, and holds up no other. */
  async #all(): Promise<string> {
    let failure = '';
    try {
      if (!(await this.#holdsLock(this.#sql))) return '';
      for (const piece of await this.#work.pieces(this.#sql)) {
        await this.#toItsEnd(piece).catch((error: unknown) => {
          failure = reasonOf(error);
        });
      }
    } catch (error) {
      failure = reasonOf(error);
    }
    return failure;
  }

  async #toItsEnd(piece: string): Promise<void> {
    let isMore = true;
    while (isMore && !this.#rounds.isClosed) {
      isMore = await this.#sql.begin(async (sql) => {
        // The connection that held the lock may be lost, and this another one.
        if (!(await this.#holdsLock(sql, 'xact_'))) return false;
        return this.#work.turn(sql, piece);
      });
    }
  }

  /** The same session takes the same lock as often as it asks. */
  async #holdsLock(sql: Sql | TurnSql, kind: '' | 'xact_' = ''): Promise<boolean> {
    const [lock] = await sql.unsafe<{ held: boolean }[]>(
      `select pg_try_advisory_${kind}lock(${this.#options.lock}) as held`,
    );
    return lock?.held === true;
  }
}

/** A code or a sentence of ours, never what was to be written. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
