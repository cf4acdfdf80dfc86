import { civilDate } from '@seisi/host/context';
import { openDatabase } from '@seisi/host/database';
import { Rounds } from '@seisi/host/rounds';
import type { Work } from '@seisi/host/subgraph';
import { and, asc, eq, lte } from 'drizzle-orm';
import { type Turn, takeHouseholds } from './recompute-run.step.ts';
import { recomputeRuns } from './recompute-run.table.ts';

export type RecomputeOptions = {
  /** As the room's own role. */
  readonly databaseUrl: string;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  /** Told what an operator must know: one line, no personal data. */
  readonly onNotice: (line: string) => void;
  /** Households in one transaction. */
  readonly size?: number;
  /** How long it rests between two rounds, in milliseconds. */
  readonly intervalMs?: number;
};

/** Work beside requests, and one round of it at once. */
export type Recomputing = Work & {
  /** Goes on with every run whose day has come, until each is done or another process has it. Rejects with what went wrong. */
  turn(): Promise<void>;
};

/** Some 100 ms of work, so that a stop, or an officer who waits for one of them, costs no more. */
const SIZE = 1000;
const INTERVAL_MILLISECONDS = 5000;

/** Goes on with the runs of adopted lines, for as long as it is open. Any number may be open, in any process: one does the work. */
export function openRecompute(options: RecomputeOptions): Recomputing {
  const { databaseUrl, now, onNotice, size = SIZE, intervalMs = INTERVAL_MILLISECONDS } = options;
  const database = openDatabase(databaseUrl);

  /** Older runs first: by a later line households are assessed after. */
  const due = () =>
    database.quiet
      .select({ id: recomputeRuns.id })
      .from(recomputeRuns)
      .where(and(eq(recomputeRuns.status, 'RUNNING'), lte(recomputeRuns.day, civilDate(now()))))
      .orderBy(asc(recomputeRuns.day));

  /** One run to its end, unless another process has it or this one closes. */
  const toItsEnd = async (runId: string): Promise<Turn> => {
    let turn: Turn = 'MORE';
    while (turn === 'MORE' && !rounds.isClosed)
      turn = await database.quiet.transaction((one) =>
        takeHouseholds(one, { runId, size, at: new Date(now()) }),
      );
    return turn;
  };

  const round = async (): Promise<string> => {
    for (const { id } of await due()) {
      // Whoever has this one goes on with the next one too.
      if ((await toItsEnd(id)) !== 'DONE') return '';
    }
    return '';
  };

  const rounds = new Rounds({
    round,
    restMs: intervalMs,
    tell: (reason) => onNotice(`The households are not assessed by the adopted line: ${reason}`),
  });
  return {
    turn: () => rounds.once(),
    close: async () => {
      await rounds.close();
      await database.close();
    },
  };
}
