import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  handOver,
  type ReceiptDatabase,
  receiptDatabase,
  sealed,
} from '../subgraphs/receipt/receipt.testing.ts';

const SERIES = '6f0bd1c4-8c3a-4b43-9c6c-3ff0b5e0c0de';
let database: ReceiptDatabase;
beforeAll(async () => {
  database = await receiptDatabase();
  await database.room`select receipt.make_month('2026-11-22')`;
});
afterAll(() => database.close());

const denied = /permission denied/;
const appended = [
  'leaf',
  'header',
  'entry',
  'tile',
  'checkpoint',
  'conflict',
  'header_2026_11',
  'entry_2026_11',
];
const others = ['gap', 'retired_month'];

test.each([...appended, ...others, 'told'])(
  'the room changes, deletes and empties nothing in receipt.%s',
  async (table) => {
    const column = await firstColumn(table);
    for (const statement of [
      `update receipt.${table} set ${column} = ${column}`,
      `delete from receipt.${table}`,
      `truncate receipt.${table}`,
      `drop table receipt.${table}`,
    ]) {
      await expect(database.room.unsafe(statement)).rejects.toThrow(/permission denied|must be owner/);
    }
  },
);

test.each([
  ['declare numbers lost', `insert into receipt.gap values ('${SERIES}', 1, 2, now(), 'lost')`],
  ['say that a month was destroyed', `insert into receipt.retired_month values ('2026-11-01', now())`],
  ['hand over receipts itself', `insert into receipt.incoming select * from receipt.incoming`],
  ['change what was handed over', `update receipt.incoming set leaf = ''`],
  ['take a month away from its table', 'alter table receipt.entry detach partition receipt.entry_2026_11'],
  ['make a table', 'create table receipt.note (text text)'],
])('the room may not %s', async (_what, statement) => {
  await expect(database.room.unsafe(statement)).rejects.toThrow(/permission denied|must be owner/);
});

test.each([...appended, ...others, 'incoming', 'told', 'series'])(
  'the gateway reads, changes and deletes nothing in receipt.%s',
  async (table) => {
    const column = await firstColumn(table);
    for (const statement of [
      `select ${column} from receipt.${table}`,
      `select count(*) from receipt.${table}`,
      `update receipt.${table} set ${column} = default`,
      `delete from receipt.${table}`,
      `truncate receipt.${table}`,
      ...(table === 'incoming' || table === 'told' ? [] : [`insert into receipt.${table} default values`]),
    ]) {
      await expect(database.gateway.unsafe(statement)).rejects.toThrow(denied);
    }
  },
);

test.each([
  ['read a person', 'select * from person.person'],
  [
    'read what it wrote',
    `insert into receipt.incoming values ('${SERIES}', 1, '${SERIES}', now(), '', '') returning id`,
  ],
  [
    'learn whether a text is told of already',
    `insert into receipt.told values ('2026-11-01', sha256('x'), 'x') on conflict (month, hash) do nothing`,
  ],
  ['make a month', `select receipt.make_month('2026-12-01')`],
  ['make a table', 'create table receipt.note (text text)'],
])('the gateway may not %s', async (_what, statement) => {
  await expect(database.gateway.unsafe(statement)).rejects.toThrow(denied);
});

test('the gateway hands over receipts, and the room takes them', async () => {
  await handOver(database.gateway, sealed(SERIES, [1, 2]));

  expect(await database.room`select number from receipt.incoming order by number`).toHaveLength(2);
  expect(await database.room`delete from receipt.incoming returning number`).toHaveLength(2);
});

test('nobody puts another text under a hash', async () => {
  for (const by of [database.gateway, database.room, database.admin])
    await expect(by`insert into receipt.told values ('2026-11-01', sha256('x'), 'y')`).rejects.toThrow(
      'told_hash',
    );
});

test('a month is made once, however often it is asked for, and its rows lie in partitions of their own', async () => {
  for (let time = 0; time < 2; time += 1) await database.room`select receipt.make_month('2028-02-29')`;
  await database.room`
    insert into receipt.header values (1, '2028-02-29T23:59:59.999Z', 'OFFICER', 'x', 0, '', '')`;

  expect(await database.admin`select leaf_index from receipt.header_2028_02`).toHaveLength(1);
  await expect(
    database.room`insert into receipt.header values (1, '2028-03-01T00:00:00Z', 'OFFICER', 'x', 0, '', '')`,
  ).rejects.toThrow(/no partition/);
});

async function firstColumn(table: string): Promise<string> {
  const [column] = await database.admin<{ name: string }[]>`
    select attname as name from pg_attribute
     where attrelid = ${`receipt.${table}`}::regclass and attnum = 1`;
  return column?.name ?? '';
}
