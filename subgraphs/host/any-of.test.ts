import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/postgres-js';
import fc from 'fast-check';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { anyOf } from './any-of.ts';

const words = pgTable('word', { text: text() });
const keys = pgTable('key', { key: uuid() });
let database: TestDatabase;
let client: postgres.Sql;
beforeAll(async () => {
  database = await testDatabase();
  client = postgres(database.adminUrl, { max: 1, fetch_types: false, onnotice: () => {} });
});
afterAll(async () => {
  await client.end();
  await database.close();
});

/** PostgreSQL's text holds no NUL. */
const word = fc.oneof(
  fc.constantFrom('', ' ', '"', '\\', '{}', 'NULL', 'a,b', "it's", '\\"'),
  fc.string({ unit: 'grapheme' }).map((any) => any.replaceAll('\0', '')),
);

test('a column is any of some texts exactly where JavaScript says so, whatever stands in them', async () => {
  const db = drizzle(client);
  await fc.assert(
    fc.asyncProperty(
      fc.array(word, { maxLength: 5 }),
      fc.array(word, { maxLength: 5 }),
      async (rows, asked) => {
        await db.transaction(async (transaction) => {
          await transaction.execute(sql`create temporary table word (text text) on commit drop`);
          if (rows.length > 0) await transaction.insert(words).values(rows.map((one) => ({ text: one })));
          const found = await transaction.select().from(words).where(anyOf(words.text, asked));
          const expected = rows.filter((one) => asked.includes(one));
          expect(found.map((row) => row.text).toSorted()).toEqual(expected.toSorted());
        });
      },
    ),
    { numRuns: 60 },
  );
});

test('a thousand keys are one parameter, of the type of their column', () => {
  const many = Array.from({ length: 1000 }, () => crypto.randomUUID());
  const statement = drizzle(client).select().from(keys).where(anyOf(keys.key, many)).toSQL();
  expect(statement.params).toHaveLength(1);
  expect(statement.sql).toMatch(/= any\(\$1::uuid\[\]\)/);
});
