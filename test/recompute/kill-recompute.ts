import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@seisi/host/database';
import postgres, { type Sql } from 'postgres';
import { adoptLine, proposeLine } from '../../subgraphs/person/adopted-line.step.ts';
import { replayFaults } from './replays.ts';
import { DAY, expectedRun, NOW, writeHouseholds } from './world.ts';

const WORKER = join(import.meta.dirname, 'worker.ts');
const AT = new Date(NOW);

export type KilledRecompute = {
  readonly adminUrl: string;
  readonly roomUrl: string;
  readonly households: number;
  readonly size: number;
  /** How many times both workers are killed while the run goes on. */
  readonly kills: number;
  readonly onStage?: (stage: string, seconds: number) => void;
};

/** What is found after the run, and what of it does not hold, in a sentence each. */
export type FoundRecompute = {
  readonly assessed: number;
  readonly kills: number;
  readonly faults: readonly string[];
};

/** Lets two workers assess every household by an adopted line, kills both again and again, and says what is found afterwards. */
export async function killRecompute(given: KilledRecompute): Promise<FoundRecompute> {
  const sql = postgres(given.adminUrl, { max: 1, onnotice: () => {} });
  let workers: ChildProcess[] = [];
  let kills = 0;
  try {
    await writeHouseholds(sql, given.households);
    await adopt(given.roomUrl);
    const began = performance.now();
    workers = await started(given);
    while (!(await progress(sql)).startsWith('DONE')) {
      const before = await progress(sql);
      for (let wait = 0; wait < 400 && (await progress(sql)) === before; wait += 1) await sleep(5);
      if (kills >= given.kills || (await progress(sql)).startsWith('DONE')) await sleep(50);
      else {
        await sleep(Math.random() * 40);
        await killed(workers);
        kills += 1;
        workers = await started(given);
      }
    }
    given.onStage?.('done', (performance.now() - began) / 1000);
    const { assessed, faults } = await found(sql, given.households);
    const replays = await replayFaults(sql);
    if (replays.replayed !== assessed) faults.push(`Only ${replays.replayed} were replayed.`);
    return { assessed, faults: [...faults, ...replays.faults], kills };
  } finally {
    await killed(workers);
    await sql.end({ timeout: 5 });
  }
}

/** As two officers do. */
async function adopt(roomUrl: string): Promise<void> {
  const { db, close } = openDatabase(roomUrl);
  const officer = (id: string) => ({ id, personKey: crypto.randomUUID() });
  const asked = { basisYear: 2019, since: DAY, at: AT };
  const id = await db.transaction((one) => proposeLine(one, { ...asked, officer: officer('first') }));
  await db.transaction((one) => adoptLine(one, { id, officer: officer('second'), today: DAY, at: AT }));
  await close();
}

async function started({ roomUrl: databaseUrl, size }: KilledRecompute): Promise<ChildProcess[]> {
  const children = [0, 1].map(() =>
    spawn(process.execPath, [WORKER, JSON.stringify({ databaseUrl, now: NOW, size })], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  await Promise.all(children.map((child) => once(child.stdout, 'data')));
  return children;
}

async function killed(workers: readonly ChildProcess[]): Promise<void> {
  for (const worker of workers) {
    if (worker.exitCode !== null || worker.signalCode !== null) continue;
    worker.kill('SIGKILL');
    await once(worker, 'exit');
  }
}

async function progress(sql: Sql): Promise<string> {
  const [run] = await sql<
    { at: string }[]
  >`select concat_ws(' ', status, cursor) as at from person.recompute_run`;
  return run?.at ?? '';
}

/** Compares every assessment of the run, and what the run counted, with what is expected of each household. */
async function found(
  sql: Sql,
  households: number,
): Promise<{ readonly assessed: number; readonly faults: string[] }> {
  const { statuses, outcomes, skipped } = expectedRun(households);
  const numbers = new Map(Array.from({ length: households }, (_, n) => [uuid(`home${n + 1}`), n + 1]));
  const unseen = new Map(statuses);
  const faults: string[] = [];
  const rows = sql<{ key: string; came: string }[]>`
    select household_key as key, concat_ws(' ', status, exit_reason) as came from person.assessment
     where run_id is not null and cause = 'NEW_LINE' and assessed_on = ${DAY} and basis_year = 2019`;
  for await (const page of rows.cursor(5000)) {
    for (const { key, came } of page) {
      const n = numbers.get(key) ?? 0;
      if (unseen.get(n) !== came) faults.push(`${n} is not to be assessed, or otherwise, or twice: ${came}.`);
      unseen.delete(n);
    }
  }
  for (const n of unseen.keys()) faults.push(`${n} was not assessed.`);
  const [run] = await sql<{ assessed: number; counts: unknown }[]>`
    select assessed, jsonb_build_array(outcomes, skipped) as counts from person.recompute_run`;
  const [told, wanted] = [run?.counts, [outcomes, skipped]].map(inOrder);
  if (told !== wanted) faults.push(`The run counted ${told}, not ${wanted}.`);
  if (run?.assessed !== statuses.size) faults.push(`The run says that it assessed ${run?.assessed}.`);
  return { assessed: statuses.size - unseen.size, faults };
}

function inOrder(counts: unknown): string {
  const sorted = (counts as object[]).map((one) => Object.entries(one).toSorted());
  return JSON.stringify(sorted);
}

/** As PostgreSQL reads an MD5 as a UUID. */
function uuid(text: string): string {
  const hex = createHash('md5').update(text).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
