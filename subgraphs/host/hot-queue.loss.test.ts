import type { Sql } from 'postgres';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { withConnection } from '../../migrations/connection.ts';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { openWay } from '../../test/setup/way.ts';
import { type HotReads, openHotReads } from './hot-queue.ts';

let database: TestDatabase;
const opened: HotReads[] = [];
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => Promise.all(opened.splice(0).map((reads) => reads.close())));
afterAll(() => database.close());

function open(url: string): HotReads {
  const reads = openHotReads(url);
  opened.push(reads);
  return reads;
}

const LOCK = 7;
/** Is answered when the test lets go of its lock. */
const waits = { text: `select $1::text, pg_advisory_xact_lock_shared(${LOCK})` };
const echo = { text: 'select $1::text' };

const inDatabase = <T>(act: (sql: Sql) => Promise<T>) => withConnection(database.adminUrl, act);
const sessions = (state = '%') =>
  inDatabase(async (sql) => {
    const rows = await sql`
      select pid from pg_stat_activity
      where datname = current_database() and application_name = 'seisi hot reads'
        and coalesce(wait_event_type, '') like ${state}`;
    return rows.length;
  });
const endSessions = () =>
  inDatabase(
    (sql) => sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'seisi hot reads'`,
  );
const until = (count: number, state?: string) =>
  vi.waitFor(async () => expect(await sessions(state)).toBe(count), { timeout: 20_000, interval: 100 });

/** Does something while none of these reads can be answered and both connections are busy with them; then their first columns. */
async function whileAllWait(reads: HotReads, act: () => unknown): Promise<(string | null | undefined)[]> {
  const asked = await inDatabase(async (sql) => {
    await sql`select pg_advisory_lock(${LOCK})`;
    const all = PLACES.map((place) => reads.read(waits, [place]));
    await until(2, 'Lock');
    await act();
    return all;
  });
  return (await Promise.all(asked)).map((rows) => rows[0]?.[0]);
}
const PLACES = Array.from({ length: 60 }, (_, place) => String(place));

test('backends that are ended under way lose no read', async () => {
  const reads = open(database.roomUrl('person'));

  expect(await whileAllWait(reads, endSessions)).toEqual(PLACES);
});

test('backends that were ended in between are not noticed', async () => {
  const reads = open(database.roomUrl('person'));
  await whileAllWait(reads, () => {});
  await endSessions();
  await until(0);

  expect(await reads.read(echo, ['again'])).toEqual([['again']]);
});

test('a cut wire loses no read', async () => {
  const way = await openWay(database.roomUrl('person'));
  const reads = open(way.url);

  expect(await whileAllWait(reads, way.cut)).toEqual(PLACES);
  await reads.close();
  await way.close();
});

test('a statement that ends every connection is refused, and takes no other with it', async () => {
  const reads = open(database.roomUrl('person'));
  const ending = { text: 'select pg_terminate_backend(pg_backend_pid())' };
  const asked = Array.from({ length: 30 }, (_, place) =>
    place === 5 ? reads.read(ending, []) : reads.read(echo, [place]),
  );

  for (const [place, outcome] of (await Promise.allSettled(asked)).entries())
    expect(outcome).toMatchObject(
      place === 5
        ? { status: 'rejected', reason: { code: '57P01' } }
        : { status: 'fulfilled', value: [[String(place)]] },
    );
});

test('while nobody listens reads are refused, and afterwards they are answered again', async () => {
  const way = await openWay(database.roomUrl('person'));
  const reads = open(way.url);
  expect(await reads.read(echo, ['before'])).toEqual([['before']]);
  await way.shut();
  for (const _ of [1, 2, 3])
    await expect(reads.read(echo, [''])).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await expect(reads.ready()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await way.open();

  expect(await reads.read(echo, ['after'])).toEqual([['after']]);
  await reads.close();
  await way.close();
});

test('a wrong password refuses every read with the reason', async () => {
  const url = new URL(database.roomUrl('person'));
  url.password = 'wrong';
  const reads = open(url.href);

  await expect(reads.ready()).rejects.toMatchObject({ code: '28P01' });
  await expect(reads.read(echo, [''])).rejects.toMatchObject({ code: '28P01' });
});

test('who connects proves the password by SCRAM', async () => {
  const rows = await withConnection(
    database.adminUrl,
    (sql) =>
      sql<{ auth_method: string }[]>`select distinct auth_method from pg_hba_file_rules where type = 'host'`,
  );
  const reads = open(database.roomUrl('person'));

  expect(rows).toEqual([{ auth_method: 'scram-sha-256' }]);
  await expect(reads.ready()).resolves.toBeUndefined();
});

test('who closes answers what was taken, takes nothing more and leaves no session', async () => {
  const reads = openHotReads(database.roomUrl('person'));
  let closed = Promise.resolve();
  const found = await whileAllWait(reads, async () => {
    closed = reads.close();
    await expect(reads.read(echo, [''])).rejects.toThrow('closing');
  });

  expect(found).toEqual(PLACES);
  await closed;
  await until(0);
});

test('who closes without ever having read, or without a server, closes', async () => {
  await openHotReads(database.roomUrl('person')).close();
  const nowhere = openHotReads('postgres://nobody@127.0.0.1:1/none');
  const refused = expect(nowhere.read(echo, [''])).rejects.toMatchObject({ code: 'ECONNREFUSED' });

  await nowhere.close();
  await refused;
});
