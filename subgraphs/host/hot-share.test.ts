import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { type HotReads, openHotReads } from './hot-queue.ts';
import { type HotRows, hotQuery } from './hot-read.ts';

let database: TestDatabase;
let reads: HotReads;

beforeAll(async () => {
  database = await testDatabase();
  reads = openHotReads(database.roomUrl('person'), { connections: 1 });
});
afterAll(async () => {
  await reads.close();
  await database.close();
});

type Asked = {
  readonly keys: readonly string[];
  readonly others: readonly string[];
  readonly more: readonly string[];
  readonly factor: number;
};

const place = sql.placeholder;
/** Two lists of keys, something more for some of the first, and a value that is not a key; a row for each key, and a second one for even ones. `at` tells statements apart. */
const rowsOf = sql`
  select wanted.key::text, (wanted.key * ${place('factor')}::int)::text, copy::text,
    case when wanted.key = any(${place('more')}::int[]) then 'more' end, (select clock_timestamp())::text as at
  from (select distinct unnest(${place('keys')}::int[] || ${place('others')}::int[]) as key) wanted
  cross join generate_series(0, 1 - wanted.key % 2) copy
  order by wanted.key, copy`;
const together = hotQuery<keyof Asked>(rowsOf, { keys: ['keys', 'others'], narrowing: ['more'] });
const alone = hotQuery<keyof Asked>(rowsOf);

const without = (rows: HotRows) => rows.map((row) => row.slice(0, -1));
const statements = (all: readonly HotRows[]) => new Set(all.flat().map((row) => row.at(-1))).size;

const keys = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 6 });
const asked = fc
  .record({
    keys,
    others: keys,
    share: fc.constantFrom('ALL', 'NONE', 'SOME'),
    factor: fc.constantFrom(1, 2),
  })
  .map(({ share, ...rest }): Asked => {
    const some = share === 'SOME' ? rest.keys.slice(1) : [];
    return { ...rest, more: share === 'ALL' ? [...rest.keys, ...rest.others] : some };
  });

test('whoever asks at the same time as others is told what he would be told alone', async () => {
  let spared = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { minLength: 1, maxLength: 40 }), async (all) => {
      const expected: HotRows[] = [];
      for (const each of all) expected.push(await alone(reads.read, each));
      const found = await Promise.all(all.map((each) => together(reads.read, each)));

      expect(found.map(without)).toEqual(expected.map(without));
      spared += statements(expected) - statements(found);
    }),
    { numRuns: 60 },
  );

  expect(spared).toBeGreaterThan(0);
});

const one = (key: number, given: Partial<Asked> = {}): Asked => ({
  keys: [String(key)],
  others: [],
  more: [],
  factor: 1,
  ...given,
});
const ask = (all: readonly Asked[]) => Promise.all(all.map((each) => together(reads.read, each)));

test('what differs in keys alone is one statement; another value, and more for some keys, are others', async () => {
  expect(statements(await ask([one(1), one(2), one(3, { others: ['9'] })]))).toBe(1);
  expect(statements(await ask([one(1), one(2, { factor: 2 })]))).toBe(2);
  expect(statements(await ask([one(1), one(2, { more: ['2'] }), one(3, { more: ['3'] })]))).toBe(2);
  const some = { keys: ['4', '5'], more: ['5'] };
  expect(statements(await ask([one(1, some), one(1, some)]))).toBe(2);
});

test('nobody waits for the rows of hundreds of keys that others ask for', async () => {
  const many = (from: number) =>
    one(0, { keys: Array.from({ length: 200 }, (_, key) => String(from + key)) });

  expect(statements(await ask([many(0), many(1000), one(3), many(2000)]))).toBe(3);
});

test('a value that cannot be read fails him who gave it alone', async () => {
  const outcomes = await Promise.allSettled(
    [one(1), one(2), one(0, { keys: ['no number'] }), one(3)].map((each) => together(reads.read, each)),
  );

  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(outcomes[2]).toMatchObject({ reason: { code: '22P02' } });
});

test('a name is one parameter however often it stands in a statement', async () => {
  const given: unknown[] = [];
  const query = hotQuery<'day' | 'key'>(
    sql`select ${place('day')}::int + ${place('key')}::int + ${place('day')}::int + ${7}::int + ${7}::int`,
  );
  const rows = await query(
    (statement, values) => {
      given.push(...values);
      return reads.read(statement, values);
    },
    { day: 10, key: 3 },
  );

  expect(rows).toEqual([['37']]);
  expect(given).toEqual([10, 3, 7, 7]);
});
