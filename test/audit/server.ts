import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '@seisi/migrations/config';
import { databaseOf, withConnection } from '@seisi/migrations/connection';
import { type OpenDatabase, openEmbedded } from '@seisi/migrations/database';
import { openHome } from '@seisi/migrations/home';
import { gatewayUrl, roomUrl } from '@seisi/migrations/roles';
import { migrate } from '@seisi/migrations/run';
import { readSecrets } from '@seisi/migrations/secrets';
import type { Sql } from 'postgres';
import { serverProcesses, signal } from './postmaster.ts';

const ATTEMPTS = 20;

/** A PostgreSQL of its own that may be killed, with the tables of some rooms; durable as in a house that is lived in. */
export class DisposableServer {
  readonly #home;
  readonly #config;
  #database: OpenDatabase;

  private constructor(database: OpenDatabase, config: ReturnType<typeof readConfig>) {
    this.#database = database;
    this.#config = config;
    this.#home = openHome(config);
  }

  static async open(rooms: readonly string[] = ['receipt']): Promise<DisposableServer> {
    const home = join(tmpdir(), `seisi-audit-${randomUUID()}`);
    const config = { ...readConfig(), home, databaseUrl: null, secretsDir: null };
    const server = new DisposableServer(await openEmbedded(openHome(config)), config);
    await migrate(server.#database.adminUrl, readSecrets(config), rooms);
    return server;
  }

  /** As the gateway's role, also after it was started again. */
  get url(): string {
    const { adminUrl } = this.#database;
    return gatewayUrl(adminUrl, databaseOf(adminUrl), readSecrets(this.#config));
  }

  /** As the role of the room that takes receipts into the tree. */
  get roomUrl(): string {
    return this.urlOf('receipt');
  }

  /** As the role of a room. */
  urlOf(room: string): string {
    const { adminUrl } = this.#database;
    return roomUrl(adminUrl, databaseOf(adminUrl), room, readSecrets(this.#config));
  }

  /** The key that signs checkpoints. */
  get receiptKey() {
    return readSecrets(this.#config).receiptKey;
  }

  /** As the administrator. */
  sql<Result>(act: (sql: Sql) => Promise<Result>): Promise<Result> {
    return withConnection(this.#database.adminUrl, act);
  }

  /** Lets the gateway's role write, or takes that right away. */
  async allow(isAllowed: boolean): Promise<void> {
    const role = new URL(this.url).username;
    const change = isAllowed ? ['grant', 'to'] : ['revoke', 'from'];
    await this.sql((sql) => sql.unsafe(`${change[0]} insert on receipt.incoming ${change[1]} "${role}"`));
  }

  /** Ends every connection of the gateway's role. */
  async endSessions(): Promise<void> {
    const role = new URL(this.url).username;
    await this.sql(
      (sql) => sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = ${role}`,
    );
  }

  /** Kills the server without a warning, and starts it again after so many milliseconds; it recovers what it had promised. */
  async killFor(milliseconds: number): Promise<void> {
    const url = this.url;
    const [postmaster = 0] = serverProcesses(this.#home.postgres);
    signal(postmaster, 'SIGKILL');
    await this.#database.lost;
    await sleep(milliseconds);
    this.#database = await this.#startAgain();
    if (this.url !== url) throw new Error('The server came back at another address.');
  }

  /** Stops all its processes where they stand while something is done: connections stay, and nobody answers. */
  async whileStopped(act: () => Promise<void>): Promise<void> {
    const processes = serverProcesses(this.#home.postgres);
    for (const pid of processes) signal(pid, 'SIGSTOP');
    try {
      await act();
    } finally {
      for (const pid of processes) signal(pid, 'SIGCONT');
    }
  }

  async close(): Promise<void> {
    await this.#database.close();
    rmSync(this.#home.folder, { recursive: true, force: true });
  }

  async #startAgain(): Promise<OpenDatabase> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await openEmbedded(this.#home);
      } catch (error) {
        // What the killed one left may take a moment to end.
        if (attempt === ATTEMPTS) throw error;
        await sleep(250);
      }
    }
  }
}
