import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../test/setup/postgres.ts';
import { connect, databaseOf, urlWith, withConnection } from './connection.ts';
import { rolePassword, roomUrl } from './roles.ts';
import { discoverRooms } from './rooms.ts';
import { migrate } from './run.ts';

let database: TestDatabase;
let room: Sql;
beforeAll(async () => {
  database = await testDatabase();
  room = connect(database.roomUrl('oku'));
});
afterAll(async () => {
  await room.end();
  await database.close();
});

test('a room reads and writes its own schema', async () => {
  await room`insert into oku.registration (id, person_key, status) values (gen_random_uuid(), gen_random_uuid(), 'REGISTERED')`;
  await room`update oku.registration set number = 'XX'`;
  await room`delete from oku.registration`;

  expect(await room`select * from oku.registration`).toHaveLength(0);
});

test.each([
  ['read another room’s table', 'select * from person.person'],
  ['read which migrations have run', 'select * from migration.oku'],
  ['make a table in its own schema', 'create table oku.note (text text)'],
  ['make a table in the public schema', 'create table public.note (text text)'],
  ['make a temporary table', 'create temporary table note (text text)'],
  ['make a schema', 'create schema note'],
  ['empty its own tables at once', 'truncate oku.card'],
])('a room may not %s', async (_what, statement) => {
  await expect(room.unsafe(statement)).rejects.toThrow(/permission denied/);
});

test('the role that reads for several rooms reads them, and writes nowhere', async () => {
  await withConnection(database.readsUrl, async (sql) => {
    expect(await sql`select count(*) from person.person, oku.registration`).toHaveLength(1);
    for (const statement of [
      'insert into oku.registration (id, person_key) values (gen_random_uuid(), gen_random_uuid())',
      "update person.person set name = 'x'",
      'delete from person.person',
      'create table oku.note (text text)',
      'create temporary table note (text text)',
      'select * from person.locked_list',
      'select * from person.locked_list_row',
      'select * from receipt.entry',
      'select * from receipt.incoming',
      'select * from migration.oku',
    ]) {
      await expect(sql.unsafe(statement)).rejects.toThrow(/permission denied/);
    }
  });
});

test('a room’s password opens no other room, and another secret derives another one', () => {
  const secrets = { rolePassword: 'a'.repeat(43) };
  const passwords = discoverRooms().map(
    (name) => new URL(roomUrl('postgres://a:b@h/d', 'd', name, secrets)).password,
  );

  expect(new Set(passwords).size).toBe(passwords.length);
  expect(rolePassword('d_oku', { rolePassword: 'b'.repeat(43) })).not.toBe(rolePassword('d_oku', secrets));
});

test('nobody but the administrator and the rooms of a database may connect to it', async () => {
  const stranger = `${databaseOf(database.adminUrl)}_stranger`;
  await withConnection(database.adminUrl, (sql) =>
    sql.unsafe(`create role ${stranger} login password 'stranger'`),
  );
  const url = urlWith(database.adminUrl, { user: stranger, password: 'stranger' });

  await expect(withConnection(url, (sql) => sql`select 1`)).rejects.toThrow(/permission denied for database/);
  await withConnection(database.adminUrl, (sql) => sql.unsafe(`drop role ${stranger}`));
});

test('migrating again, even twice at once, changes nothing', async () => {
  const again = () => migrate(database.adminUrl, database.secrets, discoverRooms());
  await again();
  const before = await applied();
  await Promise.all([again(), again()]);

  expect(await applied()).toEqual(before);
});

test('a room without migrations is refused by its name', async () => {
  await expect(migrate(database.adminUrl, database.secrets, ['nowhere'])).rejects.toThrow(
    'The room nowhere has no migrations',
  );
});

async function applied(): Promise<unknown> {
  return withConnection(database.adminUrl, async (sql) => [
    await sql`select * from migration.person`,
    await sql`select * from person.poverty_line order by code`,
    await sql`select nspname, nspacl::text from pg_namespace where nspname = any(${discoverRooms()}) order by 1`,
  ]);
}
