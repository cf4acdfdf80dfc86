import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import postgres, { type Sql } from 'postgres';
import { beginRun, releaseRun } from '../../subgraphs/aid/payment-act.step.ts';
import { paymentFiles } from '../../subgraphs/aid/payment-run.table.ts';
import { hashOfRun } from '../../subgraphs/aid/payment-run.ts';
import { type Found, readFiles } from './read-files.ts';
import { MONTH, NOW, writeAwards } from './world.ts';

const WORKER = join(import.meta.dirname, 'worker.ts');
const AT = new Date(NOW);

export type KilledRun = {
  readonly adminUrl: string;
  readonly roomUrl: string;
  /** Where the workers find it, if not there. */
  readonly workersUrl?: string;
  readonly folder: string;
  readonly awards: number;
  readonly chunk: number;
  readonly mostLines: number;
  /** How many times a worker is killed, while the run is prepared and while it is sent. */
  readonly kills: number;
  readonly random: () => number;
  /** Told how far it is, and how many seconds after its beginning. */
  readonly onStage?: (stage: string, seconds: number) => void;
};

/** Prepares, releases and sends a run by two workers at once, of which one or both are killed again and again; says what is found afterwards. */
export async function killRun(
  given: KilledRun,
): Promise<Found & { readonly kills: number; readonly ended: number }> {
  const sql = postgres(given.adminUrl, { max: 1, onnotice: () => {} });
  const room = openDatabase(given.roomUrl);
  const workers = new Workers(given);
  try {
    await writeAwards(sql, given.awards);
    const began = performance.now();
    const tell = (stage: string) => given.onStage?.(stage, (performance.now() - began) / 1000);
    await room.db.transaction((one) => beginRun(one, { month: MONTH, by: 'first', at: AT }));
    await workers.disturb(Math.ceil(given.kills / 2), () => progress(sql));
    await until(sql, 'PREPARED');
    tell('prepared');
    await release(room);
    await workers.disturb(Math.floor(given.kills / 2), () => progress(sql));
    await until(sql, 'SENT');
    tell('sent');
    return {
      ...(await readFiles(sql, given.folder, given.awards)),
      kills: workers.kills,
      ended: workers.ended,
    };
  } finally {
    await workers.close();
    await room.close();
    await sql.end({ timeout: 5 });
  }
}

/** Two workers, which are begun again when they were killed. */
class Workers {
  readonly #given: KilledRun;
  readonly #children: (ChildProcess | null)[] = [null, null];
  kills = 0;
  /** How many ended by themselves. */
  ended = 0;

  constructor(given: KilledRun) {
    this.#given = given;
  }

  /** Kills so many, each after the run has gone on by a bit that nobody knows beforehand; two are at work in the end. */
  async disturb(kills: number, progress: () => Promise<string>): Promise<void> {
    await this.#fill();
    for (let nth = 0; nth < kills; nth += 1) {
      const before = await progress();
      const isOver = () => before.startsWith('PREPARED') || before.startsWith('SENT');
      for (let wait = 0; !isOver() && wait < 200 && (await progress()) === before; wait += 1) await sleep(5);
      await sleep(this.#given.random() * 60);
      const both = this.#given.random() < 0.5;
      await this.#kill(0);
      if (both) await this.#kill(1);
      this.#children.reverse();
      await this.#fill();
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#kill(0), this.#kill(1)]);
  }

  async #fill(): Promise<void> {
    const places = [...this.#children.keys()].filter((at) => this.#children[at] === null);
    const children = await Promise.all(places.map(() => started(this.#given)));
    for (const [nth, at] of places.entries()) {
      const child = children[nth] ?? null;
      this.#children[at] = child;
      child?.once('exit', (_code, signal) => {
        if (signal !== 'SIGKILL') this.ended += 1;
      });
    }
  }

  async #kill(at: number): Promise<void> {
    const child = this.#children[at] ?? null;
    this.#children[at] = null;
    if (child === null) return;
    if (child.exitCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    this.kills += 1;
  }
}

async function started({
  roomUrl,
  workersUrl: databaseUrl = roomUrl,
  folder,
  chunk,
  mostLines,
}: KilledRun): Promise<ChildProcess> {
  const options = { databaseUrl, folder, now: NOW, chunk, mostLines };
  const child = spawn(process.execPath, [WORKER, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout!, 'data');
  return child;
}

/** How far the run is; it tells one moment from another. */
async function progress(sql: Sql): Promise<string> {
  const [run] = await sql<{ at: string }[]>`
    select concat_ws(' ', status, cursor, (select count(*) from aid.payment_file),
                     (select count(*) from aid.payment_file where sent_at is not null)) as at
      from aid.payment_run`;
  return run?.at ?? '';
}

async function until(sql: Sql, status: string): Promise<void> {
  while (!(await progress(sql)).startsWith(status)) await sleep(20);
}

async function release({ db }: DatabaseHandle): Promise<void> {
  await db.transaction(async (transaction) => {
    const files = await transaction.select().from(paymentFiles);
    await releaseRun(transaction, { month: MONTH, hash: hashOfRun(files), by: 'second', at: AT });
  });
}
