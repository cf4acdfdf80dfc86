import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { ERRANDS } from '../../subgraphs/aid/errand-act.testing.ts';

/** A way in which a database is lost under load, and comes back. */
export type Disturbance = { readonly name: string; readonly act: () => Promise<unknown> };

export type Acts = {
  readonly databaseUrl: string;
  /** Does something as the administrator. */
  readonly sql: <Result>(act: (sql: Sql) => Promise<Result>) => Promise<Result>;
  readonly disturbances: readonly Disturbance[];
  readonly onDisturbed?: (name: string, answered: number) => void;
};

const ACTING = join(import.meta.dirname, 'acting.ts');
/** Acts between one disturbance and the next. */
const FLOW = 30;
const ANSWERS_WITHIN_MS = 60_000;

/** Lets people act while a database is lost again and again; gives how many acts were answered, and in a sentence each what is wrong afterwards. */
export async function proveActs({
  databaseUrl,
  sql,
  disturbances,
  onDisturbed,
}: Acts): Promise<{ readonly answered: number; readonly faults: readonly string[] }> {
  const people = new People(databaseUrl);
  try {
    await people.flow('the beginning');
    for (const { name, act } of disturbances) {
      await act();
      await people.flow(name);
      onDisturbed?.(name, people.answered.size);
    }
    await people.end();
  } finally {
    await people.kill();
  }
  return { answered: people.answered.size, faults: await sql((one) => faultsOf(one, people.answered)) };
}

/** The process in which people act. */
class People {
  readonly answered = new Set<string>();
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;

  constructor(databaseUrl: string) {
    const child = spawn(process.execPath, [ACTING, databaseUrl], { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: child.stdout }).on('line', (about) => this.answered.add(about));
    this.#child = child;
    this.#ended = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  }

  /** Waits until some more acts were answered. @throws where the process has ended, or answers nothing any more */
  async flow(after: string): Promise<void> {
    const [wanted, end] = [this.answered.size + FLOW, Date.now() + ANSWERS_WITHIN_MS];
    while (this.answered.size < wanted) {
      if (this.#child.exitCode !== null) throw new Error(`The process ended after ${after}.`);
      if (Date.now() > end) throw new Error(`Nothing is answered after ${after}.`);
      await sleep(10);
    }
  }

  /** Lets what is under way be answered. */
  async end(): Promise<void> {
    this.#child.stdin?.end();
    const code = await this.#ended;
    if (code !== 0) throw new Error(`The process ended with ${code}.`);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}

async function faultsOf(sql: Sql, answered: ReadonlySet<string>): Promise<string[]> {
  const left = await sql<{ about: string; count: number }[]>`
    select about, count(*)::int as count from aid.outbox group by about`;
  const open = await sql`select from aid.act where answer is null`;
  const found = new Set(left.map(({ about }) => about));
  return [
    ...left
      .filter(({ count }) => count !== ERRANDS)
      .map(({ about, count }) => `${about} has ${count} errands.`),
    ...[...answered]
      .filter((about) => !found.has(about))
      .map((about) => `${about} was answered and is lost.`),
    ...[...found].filter((about) => !answered.has(about)).map((about) => `${about} was never answered.`),
    ...(open.length === 0 ? [] : [`${open.length} acts have no answer.`]),
  ];
}
