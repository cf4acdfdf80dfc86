import { castOf } from '@seisi/migrations/seed/known';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW } from '../oracle/oracle.ts';
import { type House, openHouse } from '../setup/house.ts';
import { meddlers } from './meddler.ts';

/** Rooms in processes of their own ask the person room who is within reach; here that way is cut. */

const DEADLINE_MS = 2_000;
const among = meddlers();
let house: House;
beforeAll(async () => {
  house = await openHouse({
    now: () => NOW,
    rooms: 'http',
    betweenRooms: among.between,
    deadlineMs: DEADLINE_MS,
  });
});
afterAll(async () => {
  await house?.close();
  among.close();
});

const LISTS = ['applicationFiles', 'referralFiles'] as const;
const query = `{
  applicationFiles { edges { node { id } } pageInfo { hasNextPage } }
  referralFiles { edges { node { id } } pageInfo { hasNextPage } }
  household(id: "${castOf(1).known.id}") { id }
}`;
const ask = () => house.ask('district-officer', { query });

test('while nobody tells who is within reach, the lists are unknown, neither short nor empty, and nothing else is; then they are back', async () => {
  const whole = await ask();
  for (const list of LISTS) expect(whole.data[list].edges).not.toEqual([]);

  among.of('person').cut.add('/reach');
  const during = await ask();
  among.of('person').cut.delete('/reach');

  expect(during.data).toEqual({ ...whole.data, applicationFiles: null, referralFiles: null });
  expect(during.errors.map(({ path, extensions }) => [path, extensions])).toEqual(
    expect.arrayContaining(LISTS.map((list) => [[list], { code: 'SOURCE_UNAVAILABLE' }])),
  );
  expect(during.errors).toHaveLength(LISTS.length);
  expect((await ask()).text).toBe(whole.text);
});

test('what operators are told of it names the room and the field, and nobody', async () => {
  house.notices();
  among.of('person').cut.add('/reach');
  await ask();
  among.of('person').cut.delete('/reach');
  expect(house.notices().toSorted()).toEqual([
    expect.stringMatching(/^room agency failed at referralFiles: \w+( < [\w ]+)*$/),
    expect.stringMatching(/^room aid failed at applicationFiles: \w+( < [\w ]+)*$/),
  ]);
});
