import { getRollbackPlans } from 'pg-boss';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../test/setup/postgres.ts';
import { connect, databaseOf, withConnection } from './connection.ts';
import { roomUrl } from './roles.ts';
import { discoverRooms } from './rooms.ts';
import { migrate } from './run.ts';

let database: TestDatabase;
let room: Sql;
beforeAll(async () => {
  database = await testDatabase();
  room = connect(database.roomUrl('aid'));
});
afterAll(async () => {
  await room.end();
  await database.close();
});

test('a room works with its queue, and makes, changes and empties nothing of it at once', async () => {
  expect(await room`select version from aid_queue.version`).toHaveLength(1);
  await room`insert into aid_queue.queue (name, policy, retry_limit, retry_delay, retry_backoff, expire_seconds,
    retention_seconds, deletion_seconds, partition, table_name, warning_queued) values ('q', 'standard', 1, 1, true, 1, 1, 1, false, 'job_common', 0)`;
  await room`insert into aid_queue.job (name) values ('q')`;
  await room`update aid_queue.job set state = 'active'`;
  await room`delete from aid_queue.job`;
  await room`delete from aid_queue.queue`;
  for (const statement of [
    'create table aid_queue.note (text text)',
    `select aid_queue.create_queue('own', '{"partition": true, "policy": "standard"}')`,
    'truncate aid_queue.job',
    'drop table aid_queue.job',
    'alter table aid_queue.job add column note text',
    'drop schema aid_queue cascade',
  ])
    await expect(room.unsafe(statement)).rejects.toThrow(/permission denied|must be owner/);
});

test.each([
  ['oku', 'oku_queue'],
  ['person', 'person_queue'],
  ['receipt', null],
])('the room %s has the queue %s of its own errands, and no look into another’s', async (name, queue) => {
  await withConnection(database.roomUrl(name), async (other) => {
    await expect(other`select * from aid_queue.job`).rejects.toThrow(/permission denied for schema/);
    await expect(other`select aid_queue.delete_queue('errands')`).rejects.toThrow(
      /permission denied for schema/,
    );
    const [found] = await other`select to_regnamespace(${`${name}_queue`}) as queue`;
    expect(found?.['queue']).toBe(queue);
  });
});

test('neither the gateway nor who reads for several rooms sees a queue', async () => {
  for (const url of [database.gatewayUrl, database.readsUrl])
    await withConnection(url, (sql) =>
      expect(sql`select * from aid_queue.job`).rejects.toThrow(/permission denied for schema/),
    );
});

test('migrating again keeps what waits in a queue, brings an older one up, and makes one again that was dropped', async () => {
  const again = () => migrate(database.adminUrl, database.secrets, discoverRooms());
  const waiting = () => room`select name from aid_queue.job`;
  const [{ version } = { version: 0 }] = await room<
    { version: number }[]
  >`select version from aid_queue.version`;
  await room`select aid_queue.create_queue('waits', '{"policy": "standard"}')`;
  await room`insert into aid_queue.job (name) values ('waits')`;
  await withConnection(database.adminUrl, (sql) => sql.unsafe(getRollbackPlans('aid_queue', version)));
  await again();
  expect(await room`select version from aid_queue.version`).toEqual([{ version }]);
  expect(await waiting()).toHaveLength(1);

  await withConnection(database.adminUrl, (sql) => sql`drop schema aid_queue cascade`);
  await again();
  // Rights are given anew to the roles that this database names.
  const url = roomUrl(database.adminUrl, databaseOf(database.adminUrl), 'aid', database.secrets);
  await withConnection(url, async (own) => {
    expect(await own`select name from aid_queue.job`).toHaveLength(0);
  });
});
