import { afterAll, beforeAll, expect, test } from 'vitest';
import { withConnection } from '../../migrations/connection.ts';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { type HotReads, openHotReads } from './hot-queue.ts';

let database: TestDatabase;
let reads: HotReads;
const told: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  reads = openHotReads(database.roomUrl('person'), { onStatement: (text) => told.push(text) });
  await reads.ready();
});
afterAll(async () => {
  await reads.close();
  await database.close();
});

const echo = { text: 'select $1::text' };
const one = async (value: string) => (await reads.read(echo, [value]))[0]?.[0];
const fails = { text: 'select 1 / $1::int' };
const codeOf = (code: string) => expect.objectContaining({ code });

test('each of thousands of reads at once gets its own answer', async () => {
  const asked = Array.from({ length: 5000 }, (_, place) => `value ${place}`);

  expect(await Promise.all(asked.map(one))).toEqual(asked);
});

test('rows come in their order, and as many as there are', async () => {
  const series = { text: 'select n, n * 2 from generate_series(1, $1::int) n' };
  const found = await Promise.all([0, 1, 300, 2].map((count) => reads.read(series, [count])));

  expect(found.map((rows) => rows.length)).toEqual([0, 1, 300, 2]);
  expect(found[3]).toEqual([
    ['1', '2'],
    ['2', '4'],
  ]);
});

test('NULL is null, and an empty text is none', async () => {
  const both = { text: 'select $1::text, $2::text, $3::int is null' };

  expect(await reads.read(both, [null, '', null])).toEqual([[null, '', 't']]);
});

test('numbers and truth values go as text, and every letter survives', async () => {
  const mixed = { text: 'select $1::int + 1, $2::numeric, not $3::boolean, $4::text' };
  const letters = 'Nurul ‘Ain 王小明 தமிழ் 👩‍👧 "quoted" \\ {a,b}\n';

  expect(await reads.read(mixed, [41, 0.5, false, letters])).toEqual([['42', '0.5', 't', letters]]);
  expect(await one('x'.repeat(1_000_000))).toHaveLength(1_000_000);
});

test('an error refuses its own statement alone, wherever it stands among others', async () => {
  const failing = new Set([0, 7, 8, 15, 16, 39]);
  const asked = Array.from({ length: 40 }, (_, place) =>
    failing.has(place) ? reads.read(fails, [0]) : one(`value ${place}`),
  );

  for (const [place, outcome] of (await Promise.allSettled(asked)).entries()) {
    expect(outcome).toMatchObject(
      failing.has(place)
        ? { status: 'rejected', reason: codeOf('22012') }
        : { status: 'fulfilled', value: `value ${place}` },
    );
  }
});

test('what cannot be prepared or bound is refused alone too, each time', async () => {
  const wrong = [
    { statement: { text: 'select from nowhere.at_all' }, values: [], code: '42P01' },
    { statement: { text: 'select $1::int' }, values: ['no number'], code: '22P02' },
    { statement: echo, values: [], code: '08P01' },
    { statement: echo, values: ['\0'], code: '22021' },
  ];
  for (const _ of [1, 2]) {
    const outcomes = wrong.map(({ statement, values }) => reads.read(statement, values));
    const others = ['a', 'b', 'c'].map(one);
    const codes = (await Promise.allSettled(outcomes)).map(
      (outcome) => outcome.status === 'rejected' && outcome.reason.code,
    );

    expect(codes).toEqual(wrong.map(({ code }) => code));
    expect(await Promise.all(others)).toEqual(['a', 'b', 'c']);
  }
});

test('nothing can be written, whatever the role may write elsewhere', async () => {
  const write = { text: "insert into person.ground_fact (id) values ('x') returning id" };

  await expect(reads.read(write, [])).rejects.toMatchObject({ code: '25006' });
});

test('its sessions plan once, in UTC, as the room’s own role', async () => {
  const text = `select current_user, current_setting('plan_cache_mode'), current_setting('jit'),
    current_setting('timezone'), current_setting('application_name')`;
  const role = new URL(database.roomUrl('person')).username;

  expect(await reads.read({ text }, [])).toEqual([
    [role, 'force_generic_plan', 'off', 'UTC', 'seisi hot reads'],
  ]);
});

test('two connections are opened and no more, and each prepares a statement once', async () => {
  const text = 'select count(*), max(statement) from pg_prepared_statements where statement = $1';
  const sessions =
    "select count(*) from pg_stat_activity where application_name = 'seisi hot reads' and datname = current_database()";
  await Promise.all(Array.from({ length: 200 }, () => reads.read({ text }, [text])));

  expect(await reads.read({ text }, [text])).toEqual([['1', text]]);
  expect(await reads.read({ text: sessions }, [])).toEqual([['2']]);
});

test('statements beyond two hundred close the oldest, also where errors come between', async () => {
  const single = openHotReads(database.roomUrl('person'), { connections: 1 });
  for (let round = 0; round < 300; round += 1) {
    const text = `select ${round}`;
    const asked = [single.read({ text }, []), single.read({ text: `${text} / $1::int` }, [round % 7])];
    const [whole, quotient] = await Promise.allSettled(asked);
    expect(whole).toMatchObject({ status: 'fulfilled', value: [[String(round)]] });
    expect(quotient?.status).toBe(round % 7 === 0 ? 'rejected' : 'fulfilled');
  }
  const [row] = await single.read({ text: 'select count(*) from pg_prepared_statements' }, []);
  await single.close();

  expect(Number(row?.[0])).toBeGreaterThan(190);
  expect(Number(row?.[0])).toBeLessThanOrEqual(201);
});

test('a table that changed under a prepared statement fails one read and not the next', async () => {
  const single = openHotReads(database.adminUrl, { connections: 1 });
  const [all, one] = [{ text: 'select * from changing' }, { text: 'select 1' }];
  await withConnection(database.adminUrl, (sql) => sql`create table changing as select 1 as a`);
  expect(await single.read(all, [])).toEqual([['1']]);
  await withConnection(database.adminUrl, (sql) => sql`alter table changing add column b int default 2`);
  const [changed, other] = await Promise.allSettled([single.read(all, []), single.read(one, [])]);

  expect(changed).toMatchObject({ status: 'rejected', reason: { code: '0A000' } });
  expect(other).toMatchObject({ status: 'fulfilled', value: [['1']] });
  expect(await single.read(all, [])).toEqual([['1', '2']]);
  await single.close();
});

test('every statement is told by its text', async () => {
  told.length = 0;
  await one('secret');

  expect(told).toEqual([echo.text]);
});
