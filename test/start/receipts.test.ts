import { type JsonWebKey, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@seisi/migrations/config';
import { connect } from '@seisi/migrations/connection';
import { readSecrets } from '@seisi/migrations/secrets';
import { ORIGIN } from '@seisi/schema/receipt/checkpoint';
import { leafHash } from '@seisi/schema/receipt/merkle';
import type { StoredReceipt } from '@seisi/schema/receipt/receipt';
import { noteVerifier } from '@seisi/schema/receipt/signed-note';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handOver, sealed } from '../../subgraphs/receipt/receipt.testing.ts';
import { openSequencer } from '../../subgraphs/receipt/sequencer.step.ts';
import { type TestDatabase, testDatabase } from '../setup/postgres.ts';
import { runScript, temporaryHome } from './script.ts';

const { folder: home, clear } = temporaryHome();
const files = mkdtempSync(join(tmpdir(), 'seisi-receipts-'));
const path = (name: string) => join(files, name);
const series = randomUUID();
let database: TestDatabase;
let sql: Sql;
let handed: StoredReceipt[];

beforeAll(async () => {
  database = await testDatabase();
  sql = connect(database.adminUrl);
  // Two in the month before last, the rest now: each with two subjects.
  const old = new Date();
  old.setUTCMonth(old.getUTCMonth() - 2, 3);
  handed = [
    ...sealed(series, [1, 2], 2, { at: old.getTime() }),
    ...sealed(series, numbers(3, 20), 2, { at: Date.now() }),
  ];
  await take(handed.slice(0, 12));
  const [first] = await sql`select note from receipt.checkpoint order by number desc limit 1`;
  writeFileSync(path('first.note'), first?.['note']);
  await take(handed.slice(12));
  writeFileSync(path('log.key'), `${noteVerifier(ORIGIN, logKey()).key}\n`);
}, 90_000);
afterAll(async () => {
  await sql.end();
  await database.close();
  clear();
  rmSync(files, { recursive: true });
});

/** As a gateway hands over and the sequencer of the house takes in. */
async function take(rows: readonly StoredReceipt[], url = database.adminUrl): Promise<void> {
  const connection = connect(url);
  await handOver(connection, rows);
  const sequencer = openSequencer({ databaseUrl: url, key: logKey(), now: Date.now, intervalMs: 3_600_000 });
  while (await sequencer.turn());
  await sequencer.close();
  await connection.end();
}

function logKey(): JsonWebKey {
  return { ...readSecrets(readConfig({ SEISI_HOME: home })).receiptKey };
}

async function receipts(args: readonly string[], url = database.adminUrl) {
  const script = runScript('receipts.ts', { SEISI_HOME: home, DATABASE_URL: url }, args);
  const code = await script.ended;
  return { code, output: script.output(), errors: script.errors() };
}

/** Without a home, a database or any secret. */
async function verify(...names: readonly string[]) {
  const nowhere = path('nowhere');
  const variables = { SEISI_HOME: nowhere, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' };
  const args = ['verify', ...names.map(path), '--key', path('log.key')];
  const script = runScript('receipts.ts', variables, args);
  const code = await script.ended;
  expect(existsSync(nowhere)).toBe(false);
  return { code, output: script.output(), errors: script.errors() };
}

const numbers = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);
const numbersOf = (rows: readonly StoredReceipt[]) => rows.map(({ id }) => id);

test('a proof and an export of the registry are found sound offline; an altered byte is named and fails', async () => {
  const { id } = handed[7]!;
  writeFileSync(path('proof.json'), (await receipts(['proof', id])).output);
  const exported = await receipts(['export', '--with-entries']);
  expect(exported).toMatchObject({ code: 0, errors: '' });
  writeFileSync(path('all.ndjson'), exported.output);

  const sound = await verify('first.note', 'proof.json', 'all.ndjson');
  expect(sound).toMatchObject({ code: 0, errors: '' });
  expect(sound.output.match(/^sound /gm)).toHaveLength(3);
  expect(sound.output).toContain(`an export of ${handed.length} receipts, the whole log`);
  expect(sound.output).toContain(`receipt ${id} of `);

  const bytes = readFileSync(path('all.ndjson'));
  const proof = readFileSync(path('proof.json'));
  for (const [name, whole, at] of [
    ['all.ndjson', bytes, 40],
    ['all.ndjson', bytes, Math.floor(bytes.length / 3)],
    ['all.ndjson', bytes, bytes.length - 30],
    ['proof.json', proof, Math.floor(proof.length / 2)],
  ] as const) {
    const altered = Buffer.from(whole);
    altered[at] = altered[at] === 0x41 ? 0x42 : 0x41;
    writeFileSync(path(`altered-${name}`), altered);
    const wrong = await verify(`altered-${name}`);
    expect(wrong.code, `byte ${at} of ${name}`).toBe(1);
    expect(wrong.output).toMatch(/^WRONG .*altered-.*: /);
    expect(wrong.errors).toMatch(/^\d+ of \d+ checks found something wrong\.\n$/);
  }
}, 90_000);

test('an export holds what was selected and nothing else, and no subject unless it was asked for', async () => {
  const none = await receipts(['export', '--agency', 'nobody']);
  expect(none.output.trimEnd().split('\n')).toHaveLength(2);
  const today = new Date(Date.now() + 8 * 3_600_000 - 40 * 86_400_000).toISOString().slice(0, 10);
  const some = await receipts(['export', '--from', today, '--agency', 'jkm']);
  const ids = some.output
    .trimEnd()
    .split('\n')
    .slice(1, -1)
    .map((line) => JSON.parse(JSON.parse(line).leaf).id);
  expect(ids).toEqual(numbersOf(handed.slice(2)));
  const keys = await sql`select subject_key as key from receipt.entry`;
  for (const { key } of keys) expect(some.output).not.toContain(key);
  writeFileSync(path('some.ndjson'), some.output);
  expect(await verify('some.ndjson')).toMatchObject({
    code: 0,
    output: expect.stringContaining('receipts that were selected'),
  });
}, 60_000);

test('a row that was taken away before the log was signed, and declared lost, is proved by what the client was handed', async () => {
  const other = await testDatabase();
  const dropped = handed[5]!;
  const connection = connect(other.adminUrl);
  await connection`
    insert into receipt.gap (series, first_number, last_number, at, reason)
    values (${series}, ${dropped.number}, ${dropped.number}, now(), 'said to be lost')`;
  await connection.end();
  await take(
    handed.filter((row) => row !== dropped),
    other.adminUrl,
  );
  expect((await receipts(['audit'], other.adminUrl)).code).toBe(0);
  writeFileSync(path('rewritten.ndjson'), (await receipts(['export'], other.adminUrl)).output);
  await other.close();
  const answer = (row: StoredReceipt) =>
    JSON.stringify({
      data: { person: null },
      extensions: { receipt: { id: row.id, leaf: leafHash(row.leaf) } },
    });
  writeFileSync(path('answer.json'), answer(dropped));
  writeFileSync(path('kept.json'), answer(handed[8]!));

  const found = await verify('rewritten.ndjson', 'answer.json', 'kept.json');
  expect(found.code).toBe(1);
  const [exported, missing, kept] = found.output.split('\n');
  expect(exported).toMatch(/^sound .*none is missing/);
  expect(missing).toMatch(new RegExp(`^WRONG .*receipt ${dropped.id} is not in the log.*the log dropped it`));
  expect(kept).toMatch(/^sound .*neither dropped nor changed/);
}, 60_000);

test('an audit of a sound store ends with 0, and names the row that is not what it was', async () => {
  expect(await receipts(['audit'])).toMatchObject({
    code: 0,
    output: expect.stringMatching(new RegExp(`^sound  ${handed.length} receipts under 2 checkpoints`)),
  });
  // Of the other subject of that receipt something else was told.
  const [entry] = await sql`select told from receipt.entry where leaf_index = 4 and position = 1`;
  await sql`
    update receipt.entry set told = (select told from receipt.entry where leaf_index = 4 and position = 0)
     where leaf_index = 4 and position = 1`;
  const found = await receipts(['audit']);
  const explained = await receipts(['explain', handed[4]!.id]);
  await sql`update receipt.entry set told = ${entry?.['told']} where leaf_index = 4 and position = 1`;
  expect(found).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/^The store is not what it was: entry 4: /),
  });
  expect(explained).toMatchObject({
    code: 1,
    errors: expect.stringContaining('not those that it commits to'),
  });
}, 60_000);

test('a receipt is explained in Malay and in English, in 80 columns, and names nobody', async () => {
  const { id } = handed[9]!;
  const { code, output } = await receipts(['explain', id]);
  expect(code).toBe(0);
  for (const said of ['RESIT PENDEDAHAN DATA', 'RECEIPT OF A DISCLOSURE', id, 'waktu Malaysia', 'officer-1'])
    expect(output).toContain(said);
  expect(output).toContain('pendapatan (dibuka oleh: Penempatan (Posting))');
  expect(output).toContain('income (opened by: Posting)');
  for (const line of output.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  const keys = await sql`select subject_key as key from receipt.entry where leaf_index = 9`;
  expect(keys).toHaveLength(2);
  for (const { key } of keys) expect(output).not.toContain(key);
}, 60_000);

test('retirement says what would be destroyed, destroys it with --yes alone, and the log verifies after it', async () => {
  const entries = async () => Number((await sql`select count(*) from receipt.entry`)[0]?.['count']);
  const before = await entries();
  const dry = await receipts(['retain', '--keep-months', '2']);
  expect(dry).toMatchObject({ code: 0, output: expect.stringContaining('2 headers') });
  expect(dry.output).toContain('Nothing was destroyed.');
  expect(await entries()).toBe(before);

  const done = await receipts(['retain', '--keep-months', '2', '--yes']);
  expect(done).toMatchObject({ code: 0, output: expect.stringContaining('Destroyed, with their salts: ') });
  expect(await entries()).toBe(before - 4);
  expect(await receipts(['audit'])).toMatchObject({
    code: 0,
    output: expect.stringContaining('destroyed by schedule'),
  });
  const page = await receipts(['explain', handed[0]!.id]);
  expect(page.output).toContain('Subjects and fields were destroyed by schedule');
  writeFileSync(path('after.ndjson'), (await receipts(['export', '--with-entries'])).output);
  expect(await verify('after.ndjson')).toMatchObject({ code: 0 });
}, 90_000);

test('the public key of the log is the one that its notes are opened with, and nothing of the private half', async () => {
  const { output } = await receipts(['key']);
  expect(output).toBe(readFileSync(path('log.key'), 'utf8'));
  expect(output).not.toContain(logKey().d);
});

test('a receipt that there is not is no failure of the program', async () => {
  const missing = await receipts(['explain', randomUUID()]);
  expect(missing).toMatchObject({ code: 1, errors: expect.stringMatching(/^The log has no receipt /) });
});
