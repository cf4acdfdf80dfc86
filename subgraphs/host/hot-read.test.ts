import { sql } from 'drizzle-orm';
import { integer, pgSchema, uuid } from 'drizzle-orm/pg-core';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { type HotReads, openHotReads } from './hot-queue.ts';
import { arrayText, hotQuery } from './hot-read.ts';

const rooms = pgSchema('house').table('room', { key: uuid().primaryKey(), floorArea: integer() });
const KEYS = ['6f0c2f0e-0000-4000-8000-000000000001', '6f0c2f0e-0000-4000-8000-000000000002'];

let database: TestDatabase;
let reads: HotReads;
beforeAll(async () => {
  database = await testDatabase();
  reads = openHotReads(database.roomUrl('person'));
});
afterAll(async () => {
  await reads.close();
  await database.close();
});

test('tables and columns stand by their names in SQL, placeholders by their place, and nothing of who asks', async () => {
  const asked: unknown[] = [];
  const query = hotQuery<'keys' | 'least'>(
    sql`select ${rooms.floorArea} from ${rooms} where ${rooms.key} = any(${sql.placeholder('keys')}::uuid[])
      and ${rooms.floorArea} > ${sql.placeholder('least')} and ${rooms.floorArea} < ${90}`,
  );
  await query(
    async (statement, values) => {
      asked.push(statement.text.replaceAll(/\s+/g, ' '), values);
      return [];
    },
    { least: 20, keys: arrayText(KEYS) },
  );

  expect(asked).toEqual([
    'select "house"."room"."floor_area" from "house"."room" where "house"."room"."key" = any($1::uuid[]) and "house"."room"."floor_area" > $2 and "house"."room"."floor_area" < $3',
    [`{"${KEYS[0]}","${KEYS[1]}"}`, 20, 90],
  ]);
});

test('keys that are given as an array are found one by one', async () => {
  const query = hotQuery<'keys'>(sql`select key from unnest(${sql.placeholder('keys')}::uuid[]) as key`);

  expect(await query(reads.read, { keys: arrayText(KEYS) })).toEqual(KEYS.map((key) => [key]));
  expect(await query(reads.read, { keys: arrayText([]) })).toEqual([]);
});

test('any list of texts is the same list to PostgreSQL', async () => {
  const query = hotQuery<'list'>(
    sql`select t.value from unnest(${sql.placeholder('list')}::text[]) with ordinality as t (value, place) order by place`,
  );
  const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0') && value.isWellFormed());

  const list = fc.array(fc.oneof(text, fc.constantFrom('NULL', '', '{}', '"', '\\', ' a,b ')));

  await fc.assert(
    fc.asyncProperty(fc.array(list, { maxLength: 40 }), async (lists) => {
      const found = await Promise.all(lists.map((each) => query(reads.read, { list: arrayText(each) })));
      expect(found).toEqual(lists.map((each) => each.map((value) => [value])));
    }),
    { numRuns: 20 },
  );
});
