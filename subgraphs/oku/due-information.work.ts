import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { openDatabase } from '@seisi/host/database';
import { Rounds } from '@seisi/host/rounds';
import type { Work } from '@seisi/host/subgraph';
import { and, eq, lt, sql } from 'drizzle-orm';
import { lapseApplication } from './application.step.ts';
import { applications } from './application.table.ts';

type DueInformationOptions = {
  /** As the room's own role. */
  readonly databaseUrl: string;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  /** Told what an operator must know: one line, no personal data. */
  readonly onNotice: (line: string) => void;
  /** How long it rests between two rounds, in milliseconds. */
  readonly intervalMs?: number;
};

/** Work beside requests, and one round of it at once: how many applications counted as withdrawn. */
export type DueInformation = Work & { turn(): Promise<number> };

const INTERVAL_MILLISECONDS = 60_000;
/** How many in one transaction; the next round takes the rest. */
const PAGE = 200;
/** Of many processes one at a time withdraws. */
const LOCK = 5_071_420;

/** Withdraws applications of which nothing came by the last day (Act 685 s.23: deemed withdrawn), for as long as it is open. Any number may run. */
export function openDueInformation({
  databaseUrl,
  now,
  onNotice,
  intervalMs,
}: DueInformationOptions): DueInformation {
  const database = openDatabase(databaseUrl);
  let lapsed = 0;
  const rounds = new Rounds({
    round: async () => {
      lapsed = await database.quiet.transaction((transaction) => lapseDue(transaction, new Date(now())));
      return '';
    },
    restMs: intervalMs ?? INTERVAL_MILLISECONDS,
    tell: (reason) =>
      onNotice(`Applications for the register are not withdrawn after their last day: ${reason}`),
  });
  return {
    turn: async () => {
      await rounds.once();
      return lapsed;
    },
    close: async () => {
      await rounds.close();
      await database.close();
    },
  };
}

async function lapseDue(transaction: Transaction, at: Date): Promise<number> {
  const [lock] = await transaction.execute<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(${LOCK}) as held`,
  );
  if (lock?.held !== true) return 0;
  // The last day itself is in time. Whoever is being answered at this moment is left to the next round.
  const isDue = and(
    eq(applications.status, 'INFORMATION_REQUIRED'),
    lt(applications.informationDueOn, civilDate(at.getTime())),
  );
  const due = await transaction
    .select({ id: applications.id })
    .from(applications)
    .where(isDue)
    .limit(PAGE)
    .for('update', { skipLocked: true });
  for (const { id } of due) await lapseApplication(transaction, id, at);
  return due.length;
}
