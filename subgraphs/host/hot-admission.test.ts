import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { openDatabase } from './database.ts';
import { admitted } from './hot-admission.ts';
import { type HotReads, openHotReads } from './hot-queue.ts';

let database: TestDatabase;
let reads: HotReads;
const sent: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  reads = openHotReads(database.readsUrl, { onStatement: (text) => sent.push(text) });
});
afterAll(async () => {
  await reads.close();
  await database.close();
});

const ROW = { text: 'select current_user, $1::text' };
const registrations = { text: 'select count(*) from oku.registration where number = $1' };
const people = { text: 'select count(*) from person.person' };

test('a room reads its own tables over connections that it shares, as the role that reads', async () => {
  const room = openDatabase(database.roomUrl('oku'), { sharedReads: reads });

  expect(await room.read(registrations, ['none'])).toEqual([['0']]);
  expect(await room.read(ROW, ['asked'])).toEqual([[new URL(database.readsUrl).username, 'asked']]);
  await room.close();
});

test('another room’s table is refused by the database, each time, and the statement never goes where it could be read', async () => {
  const room = openDatabase(database.roomUrl('oku'), { sharedReads: reads });
  sent.length = 0;
  for (const text of [
    people.text,
    'select count(*) from oku.registration, person.person',
    'select (select max(name) from person.person), $1::text',
    'select 1 from oku.registration where exists (select from aid.application where applicant_key = person_key)',
  ]) {
    for (const _ of [1, 2]) {
      await expect(room.read({ text }, [])).rejects.toMatchObject({ code: '42501' });
    }
  }

  expect(sent).toEqual([]);
  await room.close();
});

test('what one room may read is not opened to another that asks the same', async () => {
  const [person, oku] = ['person', 'oku'].map((name) =>
    openDatabase(database.roomUrl(name), { sharedReads: reads }),
  );

  expect(await person?.read(people, [])).toEqual([['0']]);
  await expect(oku?.read(people, [])).rejects.toMatchObject({ code: '42501' });
  await Promise.all([person?.close(), oku?.close()]);
});

test('what closes is the room, not the connections that others share', async () => {
  const room = openDatabase(database.roomUrl('oku'), { sharedReads: reads });
  await room.ready();
  await room.close();

  expect(await reads.read(people, [])).toEqual([['0']]);
});

test('a statement is asked about once, by all who want it at once, and again where the database did not answer', async () => {
  const asked: string[] = [];
  const told: string[] = [];
  let isAway = true;
  const admission = async (text: string) => {
    asked.push(text);
    await Promise.resolve();
    if (isAway) throw new Error('away');
  };
  const read = admitted(
    async ({ text }) => [[text]],
    admission,
    (text) => told.push(text),
  );
  const outcomes = await Promise.allSettled([read(people, []), read(people, [])]);
  isAway = false;

  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await Promise.all([read(people, []), read(people, []), read(ROW, [])])).toEqual([
    [[people.text]],
    [[people.text]],
    [[ROW.text]],
  ]);
  await read(people, []);
  expect(asked).toEqual([people.text, people.text, ROW.text]);
  expect(told).toHaveLength(6);
});
