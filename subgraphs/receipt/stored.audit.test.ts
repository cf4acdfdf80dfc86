import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { ORIGIN } from '@seisi/schema/receipt/checkpoint';
import { noteVerifier } from '@seisi/schema/receipt/signed-note';
import fc from 'fast-check';
import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { retireMonths } from './month.step.ts';
import { handOver, NOVEMBER, type ReceiptDatabase, receiptDatabase, sealed } from './receipt.testing.ts';
import { openSequencer } from './sequencer.step.ts';
import { type Audit, audit, verifyStored } from './stored.audit.ts';

const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const verifiers = [noteVerifier(ORIGIN, key)];
const SERIES = '6f0bd1c4-8c3a-4b43-9c6c-3ff0b5e0c0de';
const OTHER = 'a30bd1c4-8c3a-4b43-9c6c-3ff0b5e0c0de';
/** More than one tile. */
const RECEIPTS = 270;
const TABLES = ['leaf', 'tile', 'checkpoint', 'header_2026_11', 'entry_2026_11', 'told', 'series'] as const;

let database: ReceiptDatabase;
beforeAll(async () => {
  database = await receiptDatabase();
  const numbers = Array.from({ length: RECEIPTS }, (_, at) => at + 1);
  const sequencer = openSequencer({
    databaseUrl: database.roomUrl,
    key,
    now: () => NOVEMBER,
    intervalMs: 1_000_000,
    bounds: { receipts: 60, bytes: 1_000_000 },
  });
  await handOver(database.gateway, sealed(SERIES, numbers));
  await handOver(database.gateway, sealed(OTHER, [1, 2, 5]));
  await database.admin`insert into receipt.gap values (${OTHER}, 3, 4, now(), 'lost')`;
  while (await sequencer.turn());
  await sequencer.close();
}, 60_000);
afterAll(() => database.close());

class Undone extends Error {}

/** What an audit finds of a database that was altered; nothing of it stays. */
async function after(alter: (sql: TransactionSql) => Promise<unknown>): Promise<Audit> {
  let found: Audit | undefined;
  await database.admin
    .begin(async (transaction) => {
      await alter(transaction);
      found = await audit(transaction, verifiers);
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  return found as Audit;
}

test('what nobody touched is as it was signed', async () => {
  expect(await verifyStored(database.admin, verifiers)).toEqual({
    size: RECEIPTS + 3,
    checkpoints: 5,
    conflicts: 0,
    retired: [],
    finding: null,
  });
});

type Column = { readonly name: string; readonly type: string };

/** Another value of the same type that differs in one place. */
function altered(type: string, value: unknown, place: number): string | null {
  if (value === null) return 'other';
  if (type === 'uuid') return randomUUID();
  if (type === 'bigint' || type === 'integer') return String(Number(value) + 100_000 + (place % 5));
  if (type === 'bytea') {
    const bytes = Buffer.from(value as Buffer);
    bytes[place % bytes.length] = (bytes[place % bytes.length] as number) ^ (1 << (place % 8));
    return `\\x${bytes.toString('hex')}`;
  }
  const text = value as string;
  const at = place % Math.max(1, text.length);
  return `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`;
}

async function alterOne(
  sql: TransactionSql,
  table: string,
  anyRow: number,
  anyColumn: number,
  place: number,
): Promise<string> {
  const columns = await sql<Column[]>`
    select attname as name, format_type(atttypid, null) as type from pg_attribute
     where attrelid = ${`receipt.${table}`}::regclass and attnum > 0`;
  const rows = await sql.unsafe(`select ctid, * from receipt.${table} order by ctid`);
  const [row, column] = [rows[anyRow % rows.length], columns[anyColumn % columns.length]] as [
    Record<string, unknown>,
    Column,
  ];
  const ctid = row['ctid'] as string;
  // The database itself refuses these; who may alter it may take that away.
  if (table === 'told')
    await sql`alter table receipt.told drop constraint told_hash, drop constraint told_month`;
  if (column.type === 'date') {
    await sql.unsafe(
      `update receipt.${table} set "${column.name}" = "${column.name}" + 1 where ctid = $1::tid`,
      [ctid],
    );
    return column.name;
  }
  if (column.type === 'timestamp with time zone') {
    await sql.unsafe(
      `update receipt.${table} set "${column.name}" = "${column.name}" + interval '1 microsecond' where ctid = $1::tid`,
      [ctid],
    );
    return column.name;
  }
  await sql.unsafe(`update receipt.${table} set "${column.name}" = $2::${column.type} where ctid = $1::tid`, [
    ctid,
    altered(column.type, row[column.name], place),
  ]);
  return column.name;
}

test('any byte altered in any column of any row is found', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...TABLES),
      fc.nat(),
      fc.nat(),
      fc.nat(),
      async (table, row, column, place) => {
        let name = '';
        const { finding } = await after(async (sql) => {
          name = await alterOne(sql, table, row, column, place);
        });

        expect(finding, `${table}.${name}`).not.toBeNull();
      },
    ),
    { numRuns: 80 },
  );
}, 120_000);

test('any row dropped is found', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...TABLES), fc.nat(), async (table, anyRow) => {
      const { finding } = await after(async (sql) => {
        const rows = await sql.unsafe<{ ctid: string }[]>(`select ctid from receipt.${table} order by ctid`);
        await sql.unsafe(`delete from receipt.${table} where ctid = $1::tid`, [
          rows[anyRow % rows.length]?.ctid as string,
        ]);
      });

      expect(finding, table).not.toBeNull();
    }),
    { numRuns: 40 },
  );
}, 120_000);

test('a receipt dropped with all that belongs to it, and what follows moved up, is found; so are two that changed places', async () => {
  const dropped = await after(async (sql) => {
    for (const [table, column] of [
      ['leaf', 'index'],
      ['header', 'leaf_index'],
      ['entry', 'leaf_index'],
    ]) {
      await sql.unsafe(`delete from receipt.${table} where ${column} = 100`);
      await sql.unsafe(`update receipt.${table} set ${column} = -${column} where ${column} > 100`);
      await sql.unsafe(`update receipt.${table} set ${column} = -${column} - 1 where ${column} < 0`);
    }
  });
  const swapped = await after(async (sql) => {
    for (const [table, column] of [
      ['leaf', 'index'],
      ['header', 'leaf_index'],
      ['entry', 'leaf_index'],
    ]) {
      await sql.unsafe(`update receipt.${table} set ${column} = -1 where ${column} = 7`);
      await sql.unsafe(`update receipt.${table} set ${column} = 7 where ${column} = 8`);
      await sql.unsafe(`update receipt.${table} set ${column} = 8 where ${column} = -1`);
    }
  });

  expect(dropped.finding?.table).toBe('checkpoint');
  expect(swapped.finding?.table).toBe('checkpoint');
});

test('the end of the log cut off with its checkpoints is found by whoever kept one; without, by the numbers of its series', async () => {
  const { finding, size } = await after(async (sql) => {
    await sql`delete from receipt.checkpoint where number = 5`;
    await sql`delete from receipt.leaf where index >= 240`;
    await sql`delete from receipt.header where leaf_index >= 240`;
    await sql`delete from receipt.entry where leaf_index >= 240`;
    await sql`delete from receipt.tile`;
  });

  expect(size).toBe(240);
  expect(finding?.table).toBe('series');
});

test.each([
  [
    'a header of no leaf',
    `insert into receipt.header select 1000, at, viewer_kind, viewer_id, classes, salt, text from receipt.header limit 1`,
    'header',
  ],
  [
    'an entry more',
    `insert into receipt.entry select leaf_index, 9, at, subject_type, subject_key, classes, salt, text from receipt.entry limit 1`,
    'entry',
  ],
  [
    'what was told of one put under the hash of another',
    `alter table receipt.told drop constraint told_hash;
     update receipt.told set text = (select text from receipt.told other where other.hash <> told.hash)`,
    'entry',
  ],
  ['what was told dropped', `delete from receipt.told`, 'told'],
  [
    'a text under a hash that no entry has and that is not its own',
    `alter table receipt.told drop constraint told_hash;
     insert into receipt.told values ('2026-12-01', sha256('x'), 'y')`,
    'told',
  ],
  ['a tile more', `insert into receipt.tile select 0, 1, root, hashes from receipt.tile`, 'tile'],
  [
    'a checkpoint more',
    `insert into receipt.checkpoint select 6, at, 9999, root, note from receipt.checkpoint where number = 5`,
    'checkpoint',
  ],
  ['a declared gap less', `delete from receipt.gap`, 'series'],
])('%s is found', async (_what, statement, table) => {
  expect((await after((sql) => sql.unsafe(statement))).finding?.table).toBe(table);
});

test('a checkpoint that another key has signed is found', async () => {
  const stranger = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const { finding } = await verifyStored(database.admin, [noteVerifier(ORIGIN, stranger)]);

  expect(finding).toMatchObject({ table: 'checkpoint', key: '1' });
});

test('a month that is destroyed by schedule leaves a tree that verifies; one that was destroyed otherwise is found', async () => {
  const other = await after((sql) => sql`drop table receipt.entry_2026_11`);
  expect(other.finding?.table).toBe('entry');

  expect(await retireMonths(database.admin, 2, Date.parse('2026-12-31T23:00:00Z'))).toEqual([]);
  expect(await retireMonths(database.admin, 2, Date.parse('2027-01-01T00:00:00Z'))).toEqual(['2026-11']);
  expect(await verifyStored(database.admin, verifiers)).toMatchObject({
    retired: ['2026-11'],
    finding: null,
  });
  await expect(database.admin`select from receipt.entry_2026_11`).rejects.toThrow('does not exist');
});
