import type { Work } from '@seisi/host/subgraph';
import type { Sql } from 'postgres';
import { OneWorker, type TurnSql } from './one-worker.step.ts';
import type { PaymentChannel } from './payment-channel.ts';
import { endPreparation, filesMade, makeFile, sendNext } from './payment-file.step.ts';
import type { FileFormat } from './payment-file.ts';
import { filesOf } from './payment-run.ts';
import { type LockedRun, takeAwards } from './prepare-run.step.ts';
import { takeRecipients } from './recipient-lines.step.ts';

export type PaymentWorkOptions = {
  /** As the room's own role. */
  readonly databaseUrl: string;
  readonly channel: PaymentChannel;
  readonly format: FileFormat;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  readonly onNotice: (line: string) => void;
  /** Awards in one transaction. */
  readonly chunk?: number;
  /** Lines in one file, at the most. */
  readonly mostLines?: number;
  readonly intervalMs?: number;
};

/** Any number that no other work of this database takes. */
const LOCK = 7_146_002;
/** Some 150 ms of work, so that a stop or a kill costs no more. */
const CHUNK = 4000;
const MOST_LINES = 10_000;

/** Prepares and sends the runs that officers asked for and released; any number may be open, one does the work. */
export function openPaymentWork(options: PaymentWorkOptions): Work {
  const { databaseUrl, onNotice, intervalMs } = options;
  return new OneWorker(
    { name: 'payment run', pieces: runsToDo, turn: (sql, run) => turnOf(sql, run, options) },
    { databaseUrl, onNotice, lock: LOCK, ...(intervalMs === undefined ? {} : { intervalMs }) },
  );
}

/** In the order of their months. */
async function runsToDo(sql: Sql): Promise<string[]> {
  const runs = await sql<{ id: string }[]>`
    select id from aid.payment_run where status in ('PREPARING', 'RELEASED') order by month`;
  return runs.map(({ id }) => id);
}

/** A chunk of awards or recipients, a file made, or a file sent: in one transaction with what the run says of itself. */
async function turnOf(sql: TurnSql, id: string, options: PaymentWorkOptions): Promise<boolean> {
  const run = await lockedRun(sql, id);
  const at = new Date(options.now());
  const { channel, format, chunk = CHUNK, mostLines: most = MOST_LINES } = options;
  if (run === null) return false;
  if (run.status === 'RELEASED') return sendNext(sql, run, { channel, format, at });
  const nth = await filesMade(sql, run);
  // Once there is a file the lines are counted, and no other is added.
  if (nth === 0 && ((await takeAwards(sql, run, chunk)) || (await takeRecipients(sql, run, chunk))))
    return true;
  const counted = nth === 0 ? ((await lockedRun(sql, id)) ?? run) : run;
  if (nth < filesOf(counted.payments, most)) await makeFile(sql, counted, { nth, most, format, at });
  else await endPreparation(sql, counted, at);
  return nth < filesOf(counted.payments, most);
}

async function lockedRun(sql: TurnSql, id: string): Promise<LockedRun | null> {
  const [run] = await sql<(Omit<LockedRun, 'total'> & { total: string })[]>`
    select id, month::text as month, status, cursor, payments, total, started_at as "startedAt"
      from aid.payment_run where id = ${id} and status in ('PREPARING', 'RELEASED') for update`;
  return run === undefined ? null : { ...run, total: Number(run.total) };
}
