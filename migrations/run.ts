import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { applyMigrations } from './apply.ts';
import { databaseOf, withConnection } from './connection.ts';
import { makeQueues } from './queue.ts';
import { loadReference } from './reference.ts';
import { Refusal } from './refusal.ts';
import { GATEWAY } from './rights.ts';
import { grantRoles } from './roles.ts';
import type { Secrets } from './secrets.ts';

/** One at a time in a database: two starts that migrate at once would meet. */
export const MIGRATION_LOCK = 7_350_519;

/** Brings a database to what this clone knows: each room's schema and the gateway's own, their roles, and the reference data. Does nothing that was done before. */
export async function migrate(
  adminUrl: string,
  secrets: Pick<Secrets, 'rolePassword'>,
  rooms: readonly string[],
): Promise<void> {
  await withConnection(adminUrl, async (sql) => {
    await untilAlone(sql);
    for (const owner of ownersOf(rooms))
      await applyMigrations(sql, { folder: migrationsOf(owner), table: owner });
    await makeQueues(sql, rooms);
    await grantRoles(sql, databaseOf(adminUrl), rooms, secrets);
    await loadReference(sql, rooms);
  });
}

/** Asks again and again: a statement that waited for the lock would hold up an index that is made CONCURRENTLY under it. */
async function untilAlone(sql: Sql): Promise<void> {
  for (;;) {
    const [lock] = await sql<{ held: boolean }[]>`select pg_try_advisory_lock(${MIGRATION_LOCK}) as held`;
    if (lock?.held === true) return;
    await sleep(100);
  }
}

/** Who has tables of its own: each room, and the gateway, which counts budgets where receipts are kept. */
export function ownersOf(rooms: readonly string[]): readonly string[] {
  return rooms.includes('receipt') ? [...rooms, GATEWAY] : rooms;
}

/** The folder of a room's migrations; a `Refusal` where it has none. */
export function migrationsOf(room: string): string {
  const folder = join(import.meta.dirname, room);
  if (existsSync(join(folder, 'meta', '_journal.json'))) return folder;
  throw new Refusal(`The room ${room} has no migrations: generate them into ${folder}.`);
}
