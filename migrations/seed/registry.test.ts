import { drizzle } from 'drizzle-orm/postgres-js';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agreements } from '../../subgraphs/agency/agreement.table.ts';
import { referrals } from '../../subgraphs/agency/referral.table.ts';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { connect, withConnection } from '../connection.ts';
import { Refusal } from '../refusal.ts';
import { openCopy } from './copy-stream.ts';
import { seedRegistry } from './registry.ts';
import { registryRows } from './registry-rows.ts';
import { TABLE_NAMES } from './rows.ts';
import { TABLES, targetOf } from './tables.ts';

const REGISTRY = { seed: 7, households: 300, asOf: '2026-01-01' };
const silent = (): void => {};

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** Rows as texts, sorted: two sets of rows are equal when these are. */
function texts(rows: readonly object[]): string[] {
  return rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();
}

async function rowsOf(table: (typeof TABLES)[keyof typeof TABLES]): Promise<object[]> {
  return withConnection(database.adminUrl, async (sql) => {
    const found: object[] = await drizzle(sql, { casing: 'snake_case' }).select().from(table);
    return found;
  });
}

test('texts and arrays of any characters come back from a COPY as they went in', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 12 }).map((value) => value.replaceAll('\0', ' '));
  const nasty = fc.oneof(
    text,
    fc.constantFrom('', '\\N', '\\.', 'NULL', '{}', '"', '\t', '\n', '\r\n', '\\', ','),
  );
  const samples = fc.sample(fc.tuple(nasty, fc.array(nasty, { maxLength: 4 })), 400);
  const notes = registryRows({ ...REGISTRY, households: 200 }).referrals;
  const noted = notes.map((row, at) => ({ ...row, note: samples[at]?.[0] ?? '' }));
  const [first] = registryRows({ ...REGISTRY, households: 7 }).agreements;
  const agreed = samples.map(([, items], at) => ({
    ...first!,
    number: `N-${at}`,
    classes: items,
    areas: items,
  }));

  const sql = connect(database.adminUrl);
  for (const [table, rows] of [[referrals, noted] as const, [agreements, agreed] as const]) {
    const copy = await openCopy(sql, targetOf(table), false);
    await copy.write(rows);
    await copy.end();
    await copy.commit();
  }
  await sql.end();

  expect(texts(await rowsOf(referrals))).toEqual(texts(noted));
  expect(texts(await rowsOf(agreements))).toEqual(texts(agreed));
  await withConnection(database.adminUrl, (admin) => admin`truncate agency.referral, agency.agreement`);
});

/** Every index and key of the tables that are filled, as they are defined. */
async function indexes(): Promise<unknown> {
  const tables = TABLE_NAMES.map((name) => targetOf(TABLES[name]).name);
  return withConnection(
    database.adminUrl,
    (sql) => sql`
      select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as index, conname, contype, pg_get_constraintdef(pg_constraint.oid) as key
        from pg_index left join pg_constraint on conindid = indexrelid
       where indrelid = any(${tables}::text[]::regclass[]) order by 1`,
  );
}

test('a table that gets many rows has afterwards the indexes and keys that it had, also where its filling is given up', async () => {
  const before = await indexes();
  const rows = registryRows({ ...REGISTRY, households: 60 });
  const sql = connect(database.adminUrl);
  for (const isKept of [false, true]) {
    for (const name of TABLE_NAMES) {
      const copy = await openCopy(sql, targetOf(TABLES[name]), true);
      await copy.write(rows[name]);
      await copy.end();
      await copy.index();
      await (isKept ? copy.commit() : copy.abort());
    }
    expect(await indexes()).toEqual(before);
  }
  const twice = await openCopy(sql, targetOf(TABLES.people), true);
  await twice.write(rows.people);
  await twice.end();
  await expect(twice.index()).rejects.toThrow(/could not create unique index/);
  await twice.abort();
  await sql.end();

  expect(await indexes()).toEqual(before);
  await withConnection(database.adminUrl, (admin) =>
    admin.unsafe(`truncate ${TABLE_NAMES.map((name) => targetOf(TABLES[name]).name).join(', ')}`),
  );
});

test('production writes no synthetic people', async () => {
  const seeding = { adminUrl: database.adminUrl, ...REGISTRY, progress: silent, allowSynthetic: false };
  await expect(seedRegistry(seeding)).rejects.toThrow(Refusal);
  expect(await rowsOf(TABLES.people)).toEqual([]);
});

test('the database holds exactly the rows of the oracle, in every table, and the progress ends at the whole', async () => {
  const seen: number[] = [];
  await seedRegistry({ adminUrl: database.adminUrl, ...REGISTRY, progress: (done) => seen.push(done) });

  const oracle = registryRows(REGISTRY);
  for (const name of TABLE_NAMES) {
    expect(oracle[name].length, name).toBeGreaterThan(0);
    expect(texts(await rowsOf(TABLES[name])), name).toEqual(texts(oracle[name]));
  }
  expect(seen.at(-1)).toBe(REGISTRY.households);
});

test('a filling that meets rows fails as a whole: no table keeps anything of it', async () => {
  const before = await Promise.all(TABLE_NAMES.map((name) => rowsOf(TABLES[name])));
  // Other people, but the same identity numbers and references: they collide in some tables and not in others.
  const again = seedRegistry({ adminUrl: database.adminUrl, ...REGISTRY, seed: 8, progress: silent });
  await expect(again).rejects.toThrow(/duplicate key/);
  const after = await Promise.all(TABLE_NAMES.map((name) => rowsOf(TABLES[name])));
  expect(after.map((rows) => rows.length)).toEqual(before.map((rows) => rows.length));
});
