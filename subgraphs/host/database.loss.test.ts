import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { connect } from '../../migrations/connection.ts';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { openDatabase } from './database.ts';

// What the driver is patched for (`patches/`): without that the first four fail. `act.loss.test.ts` in the room of aid holds acts to it.

let database: TestDatabase;
let admin: Sql;
/** One place, so that what follows a loss follows at the same place. */
let one: Sql;
const open = (name: string) =>
  postgres(database.roomUrl('aid'), {
    ...{ max: 1, onnotice: () => {}, connection: { application_name: name } },
  });
beforeAll(async () => {
  database = await testDatabase();
  admin = connect(database.adminUrl);
  one = open('one');
});
afterAll(async () => {
  await one?.end({ timeout: 5 });
  await admin?.end();
  await database?.close();
});

const CLOSED = { code: 'CONNECTION_CLOSED' };
/** Ends every connection but its own, and waits until they are gone. */
const endOthers = () =>
  admin`select pg_terminate_backend(pid, 5000) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`;
const running = async () => {
  const rows =
    await admin`select from pg_stat_activity where query like '%pg_sleep(600)%' and state = 'active'
                              and pid <> pg_backend_pid() and datname = current_database()`;
  return rows.length;
};

test('what ended one statement is not told to the next', async () => {
  const long = one`select pg_sleep(600)`.catch((error: unknown) => error);
  await vi.waitFor(async () => expect(await running()).toBe(1), { timeout: 20_000 });
  await endOthers();

  expect(await long).toMatchObject(CLOSED);
  expect(await one`select 1 as number`).toEqual([{ number: 1 }]);
});

test('of a transaction that lost its connection nothing goes out any more, though another has begun at its place', async () => {
  const begun = Promise.withResolvers<unknown>();
  const over = Promise.withResolvers<unknown>();
  const idOf = async (transaction: postgres.TransactionSql) =>
    (await transaction`select txid_current() as id`)[0];
  const stale = Promise.withResolvers<unknown>();
  const broken = one.begin(async (transaction) => {
    await transaction`select 1`;
    await endOthers();
    // At the only place there is the other one begins.
    await begun.promise;
    await transaction`rollback`.then(stale.resolve, stale.reject);
  });
  await expect(broken).rejects.toMatchObject(CLOSED);
  const other = one.begin(async (next) => {
    const before = await idOf(next);
    begun.resolve(null);
    await over.promise;
    return [before, await idOf(next)];
  });
  await expect(stale.promise).rejects.toMatchObject(CLOSED);
  over.resolve(null);
  const [before, after] = await other;
  expect(before).toBeDefined();
  expect(after).toEqual(before);
});

test('a reserved connection that is lost sends nothing more, and its place serves others', async () => {
  const reserved = await one.reserve();
  const [mine] = await reserved`select pg_backend_pid() as pid`;
  await endOthers();
  await expect(reserved`select 1`).rejects.toMatchObject(CLOSED);
  const [others] = await one`select pg_backend_pid() as pid`;

  expect(others).not.toEqual(mine);
  await expect(reserved`select 1`).rejects.toMatchObject(CLOSED);
  reserved.release();
  expect(await one`select pg_backend_pid() as pid`).toEqual([others]);
});

test('whoever ends while a statement is under way waits no longer than for its connection, and what was asked before is answered', async () => {
  const two = open('two');
  const long = two`select pg_sleep(600)`.catch((error: unknown) => error);
  const behind = two.begin((transaction) => transaction`select 1 as number`);
  await vi.waitFor(async () => expect(await running()).toBe(1), { timeout: 20_000 });
  const end = two.end();
  await endOthers();

  expect(await long).toMatchObject(CLOSED);
  expect(await behind.catch((error: unknown) => error)).toEqual([{ number: 1 }]);
  await end;
  const left = () => admin`select from pg_stat_activity where application_name = 'two'`;
  await vi.waitFor(async () => expect(await left()).toHaveLength(0), { timeout: 20_000 });
});

test('whoever listens hears again after the connection is lost', async () => {
  const room = openDatabase(database.roomUrl('aid'));
  let heard = 0;
  await room.listen('tidings', () => (heard += 1));
  await endOthers();
  const hears = async () => {
    await admin`notify tidings`;
    expect(heard).toBeGreaterThan(0);
  };
  await vi.waitFor(hears, { timeout: 20_000 });
  await room.close();
});
