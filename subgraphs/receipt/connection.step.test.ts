import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { type OneConnection, oneConnection } from './connection.step.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

let database: TestDatabase;
let connection: OneConnection;
beforeAll(async () => {
  database = await testDatabase();
  connection = oneConnection(database.roomUrl('receipt'));
});
afterAll(async () => {
  connection?.end();
  await database?.close();
});

/** What some transactions came to, each held by nobody else. */
async function resultsOf(count: number): Promise<WeakRef<object>[]> {
  const results: WeakRef<object>[] = [];
  for (let one = 0; one < count; one += 1) {
    const result = await connection.inTransaction(async (sql) => ({ rows: await sql`select 1 as one` }));
    results.push(new WeakRef(result));
  }
  return results;
}

test('a connection that lives keeps nothing of what its transactions came to', async () => {
  const results = await resultsOf(50);
  await sleep(50);
  collect();

  // The driver may hold the last one or two.
  expect(results.filter((one) => one.deref() !== undefined).length).toBeLessThan(5);
});

test('what waits when the connection is lost is told so, and so is whatever comes later', async () => {
  const waiting = connection.inTransaction((sql) => {
    const asked = sql`select pg_sleep(30)`.then(() => {});
    setTimeout(() => connection.end(), 100);
    return asked;
  });

  await expect(waiting).rejects.toThrow();
  await expect(connection.inTransaction(async () => {})).rejects.toThrow();
});
