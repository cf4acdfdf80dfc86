import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { TransactionSql } from 'postgres';
import { MIGRATIONS_SCHEMA } from '../apply.ts';
import { databaseOf } from '../connection.ts';
import { Refusal } from '../refusal.ts';
import { MIGRATION_LOCK } from '../run.ts';
import type { PrivateJwk } from '../secrets.ts';
import { quoted, storedTables, TEXT_SETTINGS } from './catalog.ts';
import { countRows } from './count-rows.ts';
import { refuseAltered } from './kept-file.ts';
import { type KeptTable, MANIFEST, type Manifest, openManifest } from './manifest.ts';
import { overOneConnection } from './one-connection.ts';
import { putBack } from './sink-files.ts';
import { makeTables, migrationsOfBackup } from './tables-anew.ts';

/** Where a backup goes: a database that holds nothing, and the folder from which gateways take receipts in. */
export type RestoreOrder = {
  /** As the administrator. */
  readonly adminUrl: string;
  readonly rooms: readonly string[];
  readonly receiptsFolder: string;
  /** That of the house which made the backup: its log goes on under the same key. */
  readonly key: PrivateJwk;
};

/** Reads the whole backup and refuses it where anything of it is torn, altered, or of migrations that this version does not know. */
export async function readBackup(
  folder: string,
  { key, rooms }: Pick<RestoreOrder, 'key' | 'rooms'>,
): Promise<Manifest> {
  const note = await readFile(join(folder, MANIFEST), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new Refusal(`${folder} holds no backup: ${MANIFEST} is missing.`);
  });
  const manifest = openManifest(note, { ...key }, folder);
  migrationsOfBackup(manifest, rooms);
  for (const kept of [...manifest.tables, ...manifest.receipts]) await refuseAltered(folder, kept);
  return manifest;
}

/** Puts a backup that was read into an empty database, in one transaction: all of it is there, or nothing. */
export async function restoreBackup(order: RestoreOrder, folder: string, manifest: Manifest): Promise<void> {
  await overOneConnection(order.adminUrl, async (sql) => {
    await sql.begin(async (transaction) => {
      await transaction.unsafe(TEXT_SETTINGS);
      await transaction`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
      await refuseFilled(transaction, databaseOf(order.adminUrl));
      await makeTables(transaction, order.rooms, manifest);
      await fillTables(transaction, folder, manifest);
      for (const { schema, name, lastValue, isCalled } of manifest.sequences)
        await transaction`select setval(${quoted(schema, name)}::regclass, ${lastValue}::bigint, ${isCalled})`;
      // Before the commit: a gateway that starts on the database finds them.
      await putBack(manifest.receipts, folder, order.receiptsFolder);
    });
    await sql`vacuum (analyze)`;
  });
}

async function refuseFilled(sql: TransactionSql, database: string): Promise<void> {
  const found = await sql<{ name: string }[]>`
    select nspname as name from pg_namespace
     where nspname not in ('public', 'information_schema') and nspname !~ '^pg_'
    union all
    select 'public.' || relname from pg_class where relnamespace = 'public'::regnamespace
     order by 1`;
  if (found.length === 0) return;
  const names = found.map(({ name }) => name).slice(0, 8);
  throw new Refusal(
    `The database ${database} is not empty (${names.join(', ')}), and a restore overwrites nothing: move the folder of its data away, or name an empty database by --into.`,
  );
}

/** What migrations wrote is taken out, and triggers rest meanwhile: what both wrote is in the backup. */
async function fillTables(sql: TransactionSql, folder: string, manifest: Manifest): Promise<void> {
  const names = (await storedTables(sql, [...Object.keys(manifest.migrations), MIGRATIONS_SCHEMA])).map(
    ({ schema, name }) => quoted(schema, name),
  );
  refuseOtherTables(names, manifest);
  await sql.unsafe(`truncate ${names.join(', ')}`);
  for (const name of names) await sql.unsafe(`alter table ${name} disable trigger user`);
  for (const table of manifest.tables) await fillTable(sql, folder, table);
  for (const name of names) await sql.unsafe(`alter table ${name} enable trigger user`);
}

/** The migrations make the tables, and they must be those that were copied. */
function refuseOtherTables(names: readonly string[], { tables }: Manifest): void {
  const kept = tables.map(({ schema, name }) => quoted(schema, name)).toSorted();
  if (JSON.stringify(kept) === JSON.stringify(names.toSorted())) return;
  const odd = [...kept, ...names].filter((name) => !kept.includes(name) || !names.includes(name));
  throw new Refusal(`The tables of the backup are not those that its migrations make: ${odd.join(', ')}.`);
}

async function fillTable(sql: TransactionSql, folder: string, table: KeptTable): Promise<void> {
  const columns = table.columns.map((column) => quoted(column)).join(', ');
  const into = await sql
    .unsafe(`copy ${quoted(table.schema, table.name)} (${columns}) from stdin`)
    .writable();
  const counted = countRows();
  await pipeline(createReadStream(join(folder, table.file)), createGunzip(), counted.step, into);
  if (counted.rows() === table.rows) return;
  throw new Refusal(
    `The backup is altered: ${table.file} has ${counted.rows()} rows where ${table.rows} were written. Nothing was restored.`,
  );
}
