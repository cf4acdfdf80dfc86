import { afterAll, beforeAll, expect, test } from 'vitest';
import { withConnection } from '../../migrations/connection.ts';
import { type TestDatabase, testDatabase } from '../setup/postgres.ts';
import { proveActs } from './prove-acts.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('a process whose connections all end while many act lives on, and each act is done once', async () => {
  const sql = <Result>(act: Parameters<typeof withConnection<Result>>[1]) =>
    withConnection(database.adminUrl, act);
  const endAll = () =>
    sql(
      (one) => one`
        select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`,
    );
  const disturbances = Array.from({ length: 2 }, () => ({ name: 'all connections end', act: endAll }));
  const { answered, faults } = await proveActs({ databaseUrl: database.roomUrl('aid'), sql, disturbances });

  expect(faults).toEqual([]);
  expect(answered).toBeGreaterThan(89);
}, 120_000);
