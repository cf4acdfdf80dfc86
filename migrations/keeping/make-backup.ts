import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { ORIGIN } from '@seisi/schema/receipt/checkpoint';
import { noteVerifier } from '@seisi/schema/receipt/signed-note';
import type { Sql, TransactionSql } from 'postgres';
import { newestNote } from '../../subgraphs/receipt/handed-out.audit.ts';
import { MIGRATIONS_SCHEMA } from '../apply.ts';
import { Refusal } from '../refusal.ts';
import { ownersOf } from '../run.ts';
import type { PrivateJwk } from '../secrets.ts';
import { quoted, readSequences, type StoredTable, storedTables, TEXT_SETTINGS } from './catalog.ts';
import { countRows } from './count-rows.ts';
import { keepFile, syncFolder } from './kept-file.ts';
import { type KeptFile, type KeptTable, MANIFEST, type Manifest, signManifest } from './manifest.ts';
import { overOneConnection } from './one-connection.ts';
import { hasRestedSince, keepSinkFiles, restedAt } from './sink-files.ts';

/** What is backed up, and the key of the log, which signs what the backup says of itself. */
export type BackupOrder = {
  /** As the administrator. */
  readonly adminUrl: string;
  readonly rooms: readonly string[];
  /** Where receipts wait for the table; need not be there. */
  readonly receiptsFolder: string;
  readonly key: PrivateJwk;
};

const ATTEMPTS = 20;

/**
 * Writes one state of the database, and the receipts that stood in files at that state, into a new folder, while others read and write.
 * A folder of that name is there only when the backup is whole. @throws Refusal where the name is taken or the state cannot be held
 */
export async function makeBackup(order: BackupOrder, folder: string): Promise<Manifest> {
  if ((await stat(folder).catch(() => null)) !== null)
    throw new Refusal(`${folder} is there already, and a backup overwrites nothing: name another folder.`);
  const draft = `${folder}.${process.pid}.partial`;
  await mkdir(draft, { mode: 0o700 });
  try {
    const manifest = await overOneConnection(order.adminUrl, (sql) => keepAll(sql, order, draft));
    await keepFile(draft, MANIFEST, Readable.from([Buffer.from(signManifest(manifest, { ...order.key }))]));
    await syncFolder(draft);
    await rename(draft, folder);
    await syncFolder(dirname(folder));
    return manifest;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Receipts go from files into the table and their files away: where that happened around the state, another state is taken. */
async function keepAll(sql: Sql, order: BackupOrder, draft: string): Promise<Manifest> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const stamp = await restedAt(order.receiptsFolder);
    const manifest = await atLockedState(sql, order, async (transaction, tables) => {
      const receipts = await keepSinkFiles(order.receiptsFolder, draft);
      if (await hasRestedSince(order.receiptsFolder, stamp))
        return keepState(transaction, { ...order, draft, tables, receipts });
      await rm(join(draft, 'receipts'), { recursive: true });
      return null;
    });
    if (manifest !== null) return manifest;
  }
  throw new Refusal(
    `Receipts in ${order.receiptsFolder} are being taken in all the time, and no state could be held: try again.`,
  );
}

/**
 * The tables are locked before the state is fixed, against what no state shows: a TRUNCATE, a month that is destroyed. Whoever reads and writes rows does not wait.
 * Null where tables came or went in between.
 */
function atLockedState<Result>(
  sql: Sql,
  { rooms }: BackupOrder,
  act: (sql: TransactionSql, tables: readonly StoredTable[]) => Promise<Result | null>,
): Promise<Result | null> {
  const schemas = [...ownersOf(rooms), MIGRATIONS_SCHEMA];
  return storedTables(sql, schemas).then((before) => {
    if (before.length === 0) throw new Refusal('This database holds no registry: npx pnpm start makes one.');
    return sql.begin('isolation level repeatable read read only', async (transaction) => {
      await transaction.unsafe(TEXT_SETTINGS);
      const names = before.map(({ schema, name }) => quoted(schema, name));
      await transaction.unsafe(`lock table ${names.join(', ')} in access share mode`);
      const tables = await storedTables(transaction, schemas);
      return JSON.stringify(tables) === JSON.stringify(before) ? act(transaction, tables) : null;
    });
  }) as Promise<Result | null>;
}

type State = BackupOrder & {
  readonly draft: string;
  readonly tables: readonly StoredTable[];
  readonly receipts: readonly KeptFile[];
};

async function keepState(sql: TransactionSql, state: State): Promise<Manifest> {
  const [server] = await sql<{ at: Date; version: string }[]>`
    select now() as at, current_setting('server_version') as version`;
  const newest = await newestNote(sql);
  const migrations: Record<string, string[]> = {};
  const owners = ownersOf(state.rooms);
  for (const room of owners) {
    const rows = await sql<
      { hash: string }[]
    >`select hash from ${sql(MIGRATIONS_SCHEMA)}.${sql(room)} order by created_at`;
    migrations[room] = rows.map(({ hash }) => hash);
  }
  const tables: KeptTable[] = [];
  for (const table of state.tables) tables.push(await keepTable(sql, table, state.draft));
  return {
    format: 1,
    madeAt: (server?.at ?? new Date()).toJSON(),
    postgres: server?.version ?? '',
    logKey: noteVerifier(ORIGIN, { ...state.key }).key,
    checkpoint: newest === null ? null : { size: newest.size, note: newest.note },
    migrations,
    months: monthsOf(state.tables),
    tables,
    sequences: await readSequences(sql, [...owners, MIGRATIONS_SCHEMA]),
    receipts: state.receipts,
  };
}

async function keepTable(sql: TransactionSql, table: StoredTable, draft: string): Promise<KeptTable> {
  const columns = table.columns.map((column) => quoted(column)).join(', ');
  const rows = await sql.unsafe(`copy ${quoted(table.schema, table.name)} (${columns}) to stdout`).readable();
  const counted = countRows();
  const file = `${table.schema}.${table.name}.copy.gz`;
  const kept = await keepFile(draft, file, rows, [counted.step, createGzip({ level: 1 })]);
  // `postgres` pauses its socket for a reader that is slow, and goes on when it is asked for more; at the end of a COPY nobody asks, and the next statement would wait for ever.
  rows._read(0);
  return { ...table, ...kept, rows: counted.rows() };
}

/** As `receipt.make_month` names them. */
function monthsOf(tables: readonly StoredTable[]): string[] {
  return tables.flatMap(({ schema, name }) => {
    const [, year, month] = schema === 'receipt' ? (/^header_(\d{4})_(\d{2})$/.exec(name) ?? []) : [];
    return year === undefined ? [] : [`${year}-${month}-01`];
  });
}
