import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@seisi/migrations/config';
import { databaseOf, urlWith, withConnection } from '@seisi/migrations/connection';
import { holdDatabase, type OpenDatabase, openEmbedded } from '@seisi/migrations/database';
import { openHome } from '@seisi/migrations/home';
import { admitOnly, rolesOf } from '@seisi/migrations/roles';
import { discoverRooms } from '@seisi/migrations/rooms';
import { migrate } from '@seisi/migrations/run';
import { readSecrets, type Secrets } from '@seisi/migrations/secrets';

/** A database of its own, and the database by which its roles are named. */
export type Clone = { readonly adminUrl: string; readonly rolesOf: string; readonly secrets: Secrets };

/** The template databases of one test run, and their clones. */
export type Templates = {
  clone(seeded: boolean): Promise<Clone>;
  drop(adminUrl: string): Promise<void>;
  close(): Promise<void>;
};

/** A server for tests may lose everything when the machine fails, and is faster for it. */
const SETTINGS = {
  ...{ fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', autovacuum: 'off' },
  // Several test files open whole houses at once, some of them two.
  max_connections: '500',
};

/**
 * Opens the server (embedded in a temporary home, or `DATABASE_URL`) with a migrated template of this name. Roles are named by the template,
 * so a clone, which copies the rights inside a database, needs no role of its own: only who may connect is said anew.
 */
export async function openTemplates(name: string): Promise<Templates> {
  const home = join(tmpdir(), `${name}-${process.pid}`);
  const config = { ...readConfig(), home };
  const database =
    config.databaseUrl === null
      ? await openEmbedded(openHome(config), SETTINGS)
      : await (await holdDatabase(config, 'refuse'))();
  const secrets = readSecrets(config);
  const databases = new Databases(database, name);
  await migrate(await databases.create(name, null), secrets, discoverRooms());

  let count = 0;
  let seeded: Promise<string> | null = null;
  const seedOnce = (): Promise<string> => {
    seeded ??= seedTemplate(databases, name);
    return seeded;
  };
  return {
    async clone(isSeeded) {
      const template = isSeeded ? await seedOnce() : name;
      count += 1;
      return { adminUrl: await databases.create(`${name}_${count}`, template), rolesOf: name, secrets };
    },
    drop: (adminUrl) => databases.drop(databaseOf(adminUrl)),
    async close() {
      await databases.close();
      await database.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function seedTemplate(databases: Databases, template: string): Promise<string> {
  const { seedRegistry } = await import('@seisi/migrations/seed/registry');
  const name = `${template}_seeded`;
  const adminUrl = await databases.create(name, template);
  await seedRegistry({ adminUrl, households: 60, seed: 1, asOf: '2026-01-01', progress: () => {} });
  return name;
}

/** The databases made in this run: what a test file forgets is dropped at the end, and so are all roles named by the template. */
class Databases {
  readonly #server: OpenDatabase;
  readonly #template: string;
  readonly #roles: readonly string[];
  readonly #made = new Set<string>();

  constructor(server: OpenDatabase, template: string) {
    this.#server = server;
    this.#template = template;
    this.#roles = rolesOf(template, discoverRooms());
  }

  async create(name: string, template: string | null): Promise<string> {
    this.#made.add(name);
    await withConnection(this.#server.adminUrl, async (sql) => {
      // Block by block, as by default, a clone takes seven times the processor's time.
      const of = template === null ? '' : ` template "${template}" strategy file_copy`;
      await sql.unsafe(`create database "${name}"${of}`);
      if (template !== null) await admitOnly(sql, name, this.#roles);
    });
    return urlWith(this.#server.adminUrl, { database: name });
  }

  async drop(name: string): Promise<void> {
    if (!this.#made.delete(name)) return;
    await withConnection(this.#server.adminUrl, (sql) => sql.unsafe(`drop database "${name}" with (force)`));
  }

  async close(): Promise<void> {
    for (const name of [...this.#made].toReversed()) await this.drop(name);
    await withConnection(this.#server.adminUrl, async (sql) => {
      const roles = await sql<{ name: string }[]>`
        select rolname as name from pg_roles where starts_with(rolname, ${this.#template})`;
      for (const { name } of roles) await sql.unsafe(`drop role "${name}"`);
    });
  }
}
