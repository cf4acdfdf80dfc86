import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import type { Sql } from 'postgres';
import { databaseOf, withConnection } from './connection.ts';
import { loadReference } from './reference.ts';
import { Refusal } from './refusal.ts';
import { GATEWAY } from './rights.ts';
import { grantRoles } from './roles.ts';
import type { Secrets } from './secrets.ts';

/** One at a time in a database: two starts that migrate at once would meet. */
export const MIGRATION_LOCK = 7_350_519;

/** Where it is written which migrations ran: a table a room. */
export const MIGRATIONS_SCHEMA = 'migration';

/** Brings a database to what this clone knows: each room's schema and the gateway's own, their roles, and the reference data. Does nothing that was done before. */
export async function migrate(
  adminUrl: string,
  secrets: Pick<Secrets, 'rolePassword'>,
  rooms: readonly string[],
): Promise<void> {
  await withConnection(adminUrl, async (sql) => {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    for (const room of rooms) await migrateRoom(sql, room);
    if (rooms.includes('receipt')) await migrateRoom(sql, GATEWAY);
    await grantRoles(sql, databaseOf(adminUrl), rooms, secrets);
    await loadReference(sql, rooms);
  });
}

async function migrateRoom(sql: Sql, room: string): Promise<void> {
  await runMigrations(drizzle(sql), {
    migrationsFolder: migrationsOf(room),
    migrationsSchema: MIGRATIONS_SCHEMA,
    migrationsTable: room,
  });
}

/** The folder of a room's migrations; a `Refusal` where it has none. */
export function migrationsOf(room: string): string {
  const folder = join(import.meta.dirname, room);
  if (existsSync(join(folder, 'meta', '_journal.json'))) return folder;
  throw new Refusal(`The room ${room} has no migrations: generate them into ${folder}.`);
}
