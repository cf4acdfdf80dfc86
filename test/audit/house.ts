import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '@seisi/migrations/config';
import { databaseOf, withConnection } from '@seisi/migrations/connection';
import { holdDatabase } from '@seisi/migrations/database';
import { freePort } from '@seisi/migrations/postgres/port';
import { gatewayUrl } from '@seisi/migrations/roles';
import { readSecrets } from '@seisi/migrations/secrets';
import type { Sql } from 'postgres';
import { compiledCode } from '../setup/compiled-code.ts';
import { CLONE, processesOn, temporaryHome } from '../start/script.ts';
import { serverProcesses, signal } from './postmaster.ts';

const STARTS_WITHIN_MS = 120_000;
/** Longer than a gateway takes to find files whose writer died, and to hold a claim for dead. */
const DRAINS_WITHIN_MS = 150_000;

/** The product as it is started: one home, and processes that may be killed and started again on it. */
export class House {
  readonly #home = temporaryHome();
  readonly #households: number;
  #child: ChildProcess | null = null;
  #ended: Promise<number | null> = Promise.resolve(null);
  #port = 0;
  #said = '';
  /** What it told its operator, over all its starts. */
  notices = '';
  /** As the administrator, since the last start. */
  #adminUrl = '';
  url = '';
  workers = 0;

  constructor(households: number) {
    this.#households = households;
  }

  /** The folder of the second sink. */
  get receipts(): string {
    return join(this.#home.folder, 'receipts');
  }

  get secrets() {
    return readSecrets(this.#config);
  }

  /** Starts it on what is there, as `pnpm start` does, and waits until it answers. */
  async start(workers = this.workers): Promise<void> {
    this.workers = workers;
    this.#said = '';
    // The same whoever dies: all workers at once would come back at another one.
    this.#port ||= await freePort();
    const child = spawn(process.execPath, [join(CLONE, 'migrations', 'start.ts')], {
      cwd: CLONE,
      env: {
        ...compiledCode(),
        SEISI_HOME: this.#home.folder,
        PORT: String(this.#port),
        SEISI_HOUSEHOLDS: String(this.#households),
        // Two thousand questions of one officer in a minute are more than an officer has.
        SEISI_BUDGETS: 'off',
        WEB_CONCURRENCY: String(workers),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (part: Buffer) => (this.#said += part.toString()));
    child.stderr.on('data', (part: Buffer) => (this.notices += part.toString()));
    this.#child = child;
    this.#ended = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
    await this.#until('It does not start', STARTS_WITHIN_MS, () => this.#said.includes('Seisi answers at'));
    this.url = /Seisi answers at (\S+)/.exec(this.#said)?.[1] ?? '';
    this.#adminUrl = (await (await holdDatabase(this.#config, 'join'))()).adminUrl;
  }

  /** Kills the process of the start, and nothing else, in whatever it is doing. */
  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#ended;
    this.#child = null;
  }

  /** Ends it as Ctrl-C does. @throws Error where it does not end well */
  async stop(): Promise<void> {
    if (this.#child === null) return;
    this.#child.kill('SIGINT');
    const code = await this.#ended;
    this.#child = null;
    if (code !== 0) throw new Error(`It ended with ${code}.\n${this.#told()}`);
  }

  /** Resolves with the exit code when it ended by itself. */
  async end(): Promise<number | null> {
    const code = await this.#ended;
    this.#child = null;
    return code;
  }

  /** The processes that serve where there are several. */
  workerProcesses(): number[] {
    return processesOn(this.#home.folder, 'worker.ts');
  }

  /** Kills PostgreSQL: the whole of it at once, or one of the processes that serve a connection of the gateway. */
  async killDatabase(what: 'ALL' | 'ONE'): Promise<void> {
    if (what === 'ALL') {
      for (const pid of serverProcesses(join(this.#home.folder, 'postgres'))) signal(pid, 'SIGKILL');
      return;
    }
    const rows = await this.sql(
      (sql) => sql<{ pid: number }[]>`
        select pid from pg_stat_activity where application_name = 'seisi receipts' limit 1`,
    );
    for (const { pid } of rows) signal(pid, 'SIGKILL');
  }

  /** Ends the connection of each sequencer; how many there were. */
  async endSequencers(): Promise<number> {
    const ended = await this.sql(
      (sql) => sql`
        select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'seisi sequencer'`,
    );
    return ended.length;
  }

  /** How many processes take receipts into the tree, or wait to: one in each that serves. */
  async sequencers(): Promise<number> {
    const rows = await this.sql(
      (sql) => sql`select from pg_stat_activity where application_name = 'seisi sequencer'`,
    );
    return rows.length;
  }

  /** As the administrator. */
  sql<Result>(act: (sql: Sql) => Promise<Result>): Promise<Result> {
    return withConnection(this.#adminUrl, act);
  }

  /** Lets the gateway write receipts, or takes that right away. */
  async allow(isAllowed: boolean): Promise<void> {
    const role = new URL(gatewayUrl(this.#adminUrl, databaseOf(this.#adminUrl), this.secrets)).username;
    const [verb, to] = isAllowed ? ['grant', 'to'] : ['revoke', 'from'];
    await this.sql((sql) => sql.unsafe(`${verb} insert on receipt.incoming ${to} "${role}"`));
  }

  /** Waits until every receipt stands in the tree: no file, and nothing that the sequencer has not taken. */
  async drained(): Promise<void> {
    const isDrained = async () =>
      this.files().length === 0 &&
      (await this.sql((sql) => sql`select from receipt.incoming limit 1`)).length === 0;
    const end = Date.now() + DRAINS_WITHIN_MS;
    while (!(await isDrained())) {
      if (Date.now() > end) throw new Error(`Left: ${this.files().join(', ')}.\n${this.#told()}`);
      await sleep(50);
    }
  }

  /** What waits in the second sink. */
  files(): string[] {
    return existsSync(this.receipts) ? readdirSync(this.receipts) : ['the folder is gone'];
  }

  /** Ends whatever still runs, and clears its home away. */
  async clear(): Promise<void> {
    try {
      await this.stop();
    } finally {
      this.#home.clear();
    }
  }

  get #config() {
    return readConfig({ SEISI_HOME: this.#home.folder });
  }

  async #until(otherwise: string, within: number, isSo: () => boolean): Promise<void> {
    for (const end = Date.now() + within; !isSo(); await sleep(20))
      if (Date.now() > end || this.#child?.exitCode !== null)
        throw new Error(`${otherwise}.\n${this.#told()}`);
  }

  #told(): string {
    return `${this.#said.slice(-2000)}\n${this.notices.slice(-4000)}`;
  }
}
