import { connect } from '@seisi/migrations/connection';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('a test database holds the reference data and lets a room in by its own role', async () => {
  const sql = connect(database.roomUrl('person'));
  const [found] = await sql<{ states: number }[]>`select count(*)::int as states from person.state`;
  await sql.end();

  expect(found?.states).toBe(16);
});

test('what one test file writes is not in the database of another', async () => {
  const other = await testDatabase();
  const sql = connect(database.adminUrl);
  await sql`insert into person.state (code, name) values ('99', 'Nowhere')`;
  await sql.end();
  const otherSql = connect(other.adminUrl);
  const found = await otherSql`select 1 from person.state where code = '99'`;
  await otherSql.end();
  await other.close();

  expect(found).toHaveLength(0);
});
