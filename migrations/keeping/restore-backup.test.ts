import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { FileSink } from '@seisi/gateway/audit/file-sink';
import { Intake } from '@seisi/gateway/audit/intake';
import { TableSink } from '@seisi/gateway/audit/table-sink';
import type { StoredReceipt } from '@seisi/schema/receipt/receipt';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handOver, sealed } from '../../subgraphs/receipt/receipt.testing.ts';
import { openSequencer } from '../../subgraphs/receipt/sequencer.step.ts';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { connect, urlWith, withConnection } from '../connection.ts';
import { makeQueues } from '../queue.ts';
import { discoverRooms } from '../rooms.ts';
import { makeBackup } from './make-backup.ts';
import { MANIFEST } from './manifest.ts';
import { readBackup, restoreBackup } from './restore-backup.ts';

const files = mkdtempSync(join(tmpdir(), 'seisi-backup-'));
const backup = join(files, 'backup');
const rooms = discoverRooms();
const series = randomUUID();
/** Ten in the tree, five in a file at the state, five of which nobody kept anything but the gateway. */
let handed: readonly StoredReceipt[];
let database: TestDatabase;
let emptyUrl: string;

const order = () => ({
  adminUrl: database.adminUrl,
  rooms,
  receiptsFolder: join(files, 'waiting'),
  key: database.secrets.receiptKey,
});
const intoEmpty = () => ({ ...order(), adminUrl: emptyUrl, receiptsFolder: join(files, 'taken') });

beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  handed = sealed(
    series,
    Array.from({ length: 20 }, (_, place) => place + 1),
    2,
  );
  await take(database.adminUrl, handed.slice(0, 10));
  const sink = new FileSink(join(files, 'waiting'), 5000);
  await sink.write(handed.slice(10, 15));
  await sink.close();
  await makeBackup(order(), backup);
  const name = `${new URL(database.adminUrl).pathname.slice(1)}_restored`;
  await withConnection(database.adminUrl, (sql) => sql.unsafe(`create database "${name}"`));
  emptyUrl = urlWith(database.adminUrl, { database: name });
}, 60_000);
afterAll(async () => {
  const name = new URL(emptyUrl).pathname.slice(1);
  await withConnection(database.adminUrl, (sql) => sql.unsafe(`drop database "${name}" with (force)`));
  await database.close();
  rmSync(files, { recursive: true, force: true });
});

/** Hands over, and takes everything that can be taken into the tree; what the operator was told. */
async function take(url: string, rows: readonly StoredReceipt[]): Promise<string[]> {
  const told: string[] = [];
  const sql = connect(url);
  if (rows.length > 0) await handOver(sql, rows);
  await sql.end();
  const sequencer = openSequencer({
    databaseUrl: url,
    key: { ...database.secrets.receiptKey },
    now: Date.now,
    intervalMs: 3_600_000,
    patienceMs: 0,
    onNotice: (line) => told.push(line),
  });
  while (await sequencer.turn());
  await sequencer.close();
  return told;
}

const inTree = (url: string) =>
  withConnection(url, async (sql) =>
    (await sql`select number from receipt.leaf order by index`).map(({ number }) => Number(number)),
  );

/** Every row of every table, and how far each sequence has counted. */
const contents = (url: string) =>
  withConnection(url, async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname = any(${[...rooms, 'gateway', 'migration']}) order by 1`;
    const sequences = await sql`
      select schemaname, sequencename, last_value from pg_sequences where schemaname = any(${rooms}) order by 1, 2`;
    const hashes: Record<string, unknown> = {};
    for (const { name } of tables) {
      const [row] = await sql.unsafe(
        `select count(*), md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ${name} t`,
      );
      hashes[name] = row;
    }
    return { hashes, sequences: [...sequences] };
  });

test('a backup with any byte altered, cut off or taken away is refused, and nothing is opened', async () => {
  const read = () => readBackup(backup, order());
  expect((await read()).tables.length).toBeGreaterThan(40);
  const names = readdirSync(backup, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const damage = fc.tuple(
    fc.constantFrom(...names),
    fc.constantFrom('ALTER', 'CUT', 'REMOVE'),
    fc.double({ min: 0, max: 0.999, noNaN: true }),
  );
  const runs = async ([path, how, at]: [string, string, number]) => {
    const whole = readFileSync(path);
    const place = Math.floor(whole.length * at);
    const altered = Buffer.from(whole);
    altered[place] = (altered[place] ?? 0) ^ 1;
    if (how === 'REMOVE') rmSync(path);
    else writeFileSync(path, how === 'CUT' ? whole.subarray(0, place) : altered);
    await expect(read()).rejects.toThrow(/torn|altered|no backup/);
    writeFileSync(path, whole, { mode: 0o600 });
  };
  await fc.assert(fc.asyncProperty(damage, runs), { numRuns: 60 });
  await read();
}, 60_000);

test('rows that were put in with their hashes made to fit are refused, since the log’s key has not signed them', async () => {
  const path = join(backup, MANIFEST);
  const note = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    note.replace(/"rows": (\d+)/, (_, rows) => `"rows": ${Number(rows) + 1}`),
  );
  await expect(readBackup(backup, order())).rejects.toThrow('has not signed it');
  writeFileSync(path, note);
  const stranger = { ...database.secrets.receiptKey, ...database.secrets.issuerKey };
  await expect(readBackup(backup, { key: stranger, rooms })).rejects.toThrow('another house made it');
});

test('only its owner reads a backup, and none is written over another', async () => {
  expect(statSync(backup).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(backup)) expect(statSync(join(backup, name)).mode & 0o077, name).toBe(0);
  await expect(makeBackup(order(), backup)).rejects.toThrow('is there already');
  expect(readdirSync(files).filter((name) => name.includes('partial'))).toEqual([]);
});

test('a restore that fails at its last table leaves an empty database; one into a database that holds anything is refused', async () => {
  const manifest = await readBackup(backup, order());
  const last = manifest.tables.findLast(({ rows }) => rows > 0);
  const path = join(backup, last?.file ?? '');
  const whole = readFileSync(path);
  const text = gunzipSync(whole).toString();
  // Altered after it was checked.
  writeFileSync(path, gzipSync(text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1)));
  await expect(restoreBackup(intoEmpty(), backup, manifest)).rejects.toThrow('Nothing was restored');
  writeFileSync(path, whole);
  chmodSync(path, 0o600);
  expect((await contents(emptyUrl)).hashes).toEqual({});
  await expect(restoreBackup(order(), backup, manifest)).rejects.toThrow('is not empty');
});

test('what is restored is the same in every row and sequence, takes in the receipts that stood in files, and waits for those that are lost', async () => {
  const before = await contents(database.adminUrl);
  await restoreBackup(intoEmpty(), backup, await readBackup(backup, order()));
  expect(await contents(emptyUrl)).toEqual(before);

  // The outbox was kept, and its queue is made anew.
  const queues = () => withConnection(emptyUrl, (sql) => sql`select to_regclass('aid_queue.job') as job`);
  expect(await queues()).toEqual([{ job: null }]);
  await withConnection(emptyUrl, (sql) => makeQueues(sql, rooms));
  expect(await queues()).toEqual([{ job: 'aid_queue.job' }]);

  // The gateway lived on: what it handed over after the state is lost, and it goes on with its numbers.
  const told = await take(emptyUrl, handed.slice(17));
  expect(await inTree(emptyUrl)).toHaveLength(10);
  expect(told.join()).toContain(`The receipts of ${series} wait for number 11`);

  const folder = join(files, 'taken');
  const table = new TableSink(emptyUrl, 5000);
  await new Intake({ folder, table, onNotice: (line) => told.push(line) }).takeAll();
  await table.close();
  expect(readdirSync(folder)).toEqual([]);
  expect((await take(emptyUrl, [])).join()).toContain('wait for number 16');
  expect(await inTree(emptyUrl)).toEqual(handed.slice(0, 15).map(({ number }) => number));
}, 60_000);
