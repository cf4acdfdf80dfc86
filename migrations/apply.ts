import { setTimeout as sleep } from 'node:timers/promises';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Sql } from 'postgres';
import { Refusal } from './refusal.ts';

/** Where it is written which migrations ran: a table a room. */
export const MIGRATIONS_SCHEMA = 'migration';

/** How long a migration may make others wait behind a lock that it waits for itself, how often it tries, and how long it rests between. */
export type Patience = { readonly lockMs: number; readonly attempts: number; readonly restMs: number };

/** The version before goes on serving: what it asks waits for one second at most, and then has its turn before the next attempt. */
const PATIENCE: Patience = { lockMs: 1000, attempts: 60, restMs: 2000 };

/** PostgreSQL's codes of a lock that was not given in time, and of one that two wait for crosswise. */
const LOCKED = new Set(['55P03', '40P01']);

type Migration = ReturnType<typeof readMigrationFiles>[number];

/** Runs the migrations of a folder that have not run, in their order, each in a transaction of its own; those with CONCURRENTLY without one. */
export async function applyMigrations(
  sql: Sql,
  { folder, table }: { readonly folder: string; readonly table: string },
  patience: Patience = PATIENCE,
): Promise<void> {
  const name = `"${MIGRATIONS_SCHEMA}"."${table}"`;
  await sql.unsafe(`create schema if not exists "${MIGRATIONS_SCHEMA}"`);
  await sql.unsafe(
    `create table if not exists ${name} (id serial primary key, hash text not null, created_at bigint)`,
  );
  const [last] = await sql.unsafe(`select coalesce(max(created_at), 0)::text as at from ${name}`);
  const after = Number(last?.['at'] ?? 0);
  for (const migration of readMigrationFiles({ migrationsFolder: folder })) {
    if (migration.folderMillis <= after) continue;
    const done = { text: `insert into ${name} (hash, created_at) values ($1, $2)`, table };
    if (isConcurrent(migration)) await applyOutside(sql, migration, done.text);
    else await applyPatiently(sql, migration, done, patience);
  }
}

/** Whether a migration says so itself: then a transaction would refuse it. */
function isConcurrent(migration: Migration): boolean {
  return migration.sql.some((statement) =>
    /^\s*(create|drop|re)\s*(unique\s+)?index\s+concurrently\b/im.test(statement),
  );
}

/** Nobody waits behind these. One that was killed runs again from its beginning, so each of its statements can be repeated. */
async function applyOutside(sql: Sql, migration: Migration, done: string): Promise<void> {
  for (const statement of migration.sql) await sql.unsafe(statement);
  await sql.unsafe(done, [migration.hash, migration.folderMillis]);
}

async function applyPatiently(
  sql: Sql,
  migration: Migration,
  done: { readonly text: string; readonly table: string },
  { lockMs, attempts, restMs }: Patience,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await sql.begin(async (transaction) => {
        await transaction.unsafe(`set local lock_timeout = ${lockMs}`);
        for (const statement of migration.sql) await transaction.unsafe(statement);
        await transaction.unsafe(done.text, [migration.hash, migration.folderMillis]);
      });
      return;
    } catch (error) {
      if (!LOCKED.has((error as { code?: string }).code ?? '')) throw error;
      if (attempt === attempts)
        throw new Refusal(
          `A migration of ${done.table} gets no lock on a table that others use (${attempts} attempts): end the long transactions, and start again.`,
        );
    }
    await sleep(restMs);
  }
}
