import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { TransactionSql } from 'postgres';
import { MIGRATIONS_SCHEMA } from '../apply.ts';
import { makeMark } from '../fill.ts';
import { Refusal } from '../refusal.ts';
import { migrationsOf, ownersOf } from '../run.ts';
import { quoted } from './catalog.ts';
import type { Manifest } from './manifest.ts';

type Migration = ReturnType<typeof readMigrationFiles>[number];

/** The migrations that a backup stands on, as this version has them. A `Refusal` where they are not the first ones of this version. */
export function migrationsOfBackup(
  { migrations }: Pick<Manifest, 'migrations'>,
  rooms: readonly string[],
): Map<string, readonly Migration[]> {
  const found = new Map<string, readonly Migration[]>();
  for (const [room, hashes] of Object.entries(migrations)) {
    if (!ownersOf(rooms).includes(room))
      throw new Refusal(`The backup holds the room ${room}, which this version does not have.`);
    const known = readMigrationFiles({ migrationsFolder: migrationsOf(room) }).slice(0, hashes.length);
    if (known.length < hashes.length || known.some(({ hash }, place) => hash !== hashes[place]))
      throw new Refusal(
        `The backup stands on migrations of the room ${room} that this version does not have: restore it by the version that made it, or a later one.`,
      );
    found.set(room, known);
  }
  return found;
}

/** Makes the tables as they were at the backup, in the caller's transaction. */
export async function makeTables(
  sql: TransactionSql,
  rooms: readonly string[],
  manifest: Manifest,
): Promise<void> {
  await sql.unsafe(`create schema if not exists ${quoted(MIGRATIONS_SCHEMA)}`);
  for (const [room, migrations] of migrationsOfBackup(manifest, rooms)) {
    await sql.unsafe(
      `create table ${quoted(MIGRATIONS_SCHEMA, room)} (id serial primary key, hash text not null, created_at bigint)`,
    );
    // In a transaction no index is made CONCURRENTLY, and here nobody waits for one.
    for (const statement of migrations.flatMap((one) => one.sql))
      await sql.unsafe(statement.replaceAll(/\bindex\s+concurrently\b/gi, 'index'));
  }
  const isMarked = manifest.tables.some(
    ({ schema, name }) => schema === MIGRATIONS_SCHEMA && name === 'filling',
  );
  if (isMarked) await makeMark(sql);
  for (const month of manifest.months) await sql`select receipt.make_month(${month}::date)`;
  await sql.unsafe('set constraints all immediate');
}
