import type { RoomResult } from '@seisi/schema/room';
import type { Viewer } from '@seisi/schema/viewer';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { codesOf } from './consent.testing.ts';
import { citizen, officer, postingOf } from './ground/testing.ts';
import { groundFacts } from './ground-fact.table.ts';
import { type Home, openWorld, TODAY, type World } from './household.testing.ts';
import { recordedAddresses } from './recorded-address.table.ts';

const YESTERDAY = '2026-11-21';
const DUTY = ['register', 'area', 'contact', 'kinship'] as const;
let database: TestDatabase;
let world: World;
let home: Home;

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
});
beforeEach(async () => {
  await world.db.delete(groundFacts);
  home = await world.home([{}, { relation: 'SPOUSE', since: TODAY }], { addressLine: '1 Jalan Contoh' });
  await posted('here', '5_5');
  await posted('elsewhere', '6_1');
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const posted = (id: string, area: string, duty: readonly (typeof DUTY)[number][] = DUTY) =>
  world.fact({ ...postingOf(id, duty, [area]), id: `P-${id}` });
const said = (given: object = {}) => ({
  ...{ household: home.household.id, addressLine: '2 Jalan Contoh', postcode: '71000', since: '2026-11-01' },
  ...{ origin: 'DOCUMENT', method: 'COUNTER', idempotencyKey: crypto.randomUUID(), ...given },
});
const record = async (given: object = {}, who: Viewer = officer('here')): Promise<RoomResult> =>
  world.room.ask(
    'mutation($input: RecordAddressInput!) { recordAddress(input: $input) { recorded { id household { address { line postcode } } } } }',
    { input: said(given) },
    await world.as(who),
  );
const lines = async (day: string | null, who: Viewer = officer('here')) => {
  const asked = 'address { line since origin method } area { districtCode }';
  const text = `query($id: ID!, $day: Date) { household(id: $id) { asOf(day: $day) { ${asked} } } }`;
  const { data, errors } = await world.room.ask(text, { id: home.household.id, day }, await world.as(who));
  return {
    told: (data?.['household'] as { asOf: object } | null)?.asOf,
    codes: (errors ?? []).map((one) => one.extensions?.['code']),
  };
};

test('another address counts from its day on, and what was said the day before stays readable', async () => {
  expect(await record()).toMatchObject({
    data: {
      recordAddress: {
        recorded: {
          id: home.household.id,
          household: { address: { line: '2 Jalan Contoh', postcode: '71000' } },
        },
      },
    },
  });
  const area = { districtCode: '5_5' };
  const before = {
    address: { line: '1 Jalan Contoh', since: null, origin: 'CARRIED_OVER', method: null },
    area,
  };
  const now = { line: '2 Jalan Contoh', since: '2026-11-01', origin: 'DOCUMENT', method: 'COUNTER' };
  expect((await lines(YESTERDAY)).told).toEqual(before);
  expect((await lines(TODAY)).told).toEqual({ address: now, area });
});

test('what is recorded for an earlier day leaves what counts today', async () => {
  await record();
  await record({ addressLine: '3 Jalan Contoh', since: '2026-10-01' });
  expect((await lines(TODAY)).told).toMatchObject({ address: { line: '2 Jalan Contoh' } });
  const kept = await world.db
    .select({ version: recordedAddresses.version, line: recordedAddresses.addressLine })
    .from(recordedAddresses)
    .where(eq(recordedAddresses.householdKey, home.household.key));
  expect(kept.toSorted((one, other) => one.version - other.version).map(({ line }) => line)).toEqual([
    '1 Jalan Contoh',
    '2 Jalan Contoh',
    '3 Jalan Contoh',
  ]);
});

test('two at once are recorded one after the other, and a key once', async () => {
  const again = { idempotencyKey: 'again', addressLine: '4 Jalan Contoh' };
  const answers = await Promise.all([
    record(again),
    record(again),
    record({ addressLine: '5 Jalan Contoh' }),
  ]);
  expect(answers.flatMap(codesOf)).toEqual([]);
  const kept = await world.db
    .select()
    .from(recordedAddresses)
    .where(eq(recordedAddresses.householdKey, home.household.key));
  expect(kept.map(({ version }) => version).toSorted()).toEqual([0, 1, 2]);
  expect(codesOf(await record({ idempotencyKey: 'again' }))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
});

test('it is an officer’s who reaches the household with addresses, and says something new and well-formed', async () => {
  await posted('narrow', '5_5', ['register']);
  expect(codesOf(await record({}, officer('elsewhere')))).toEqual(['NOT_FOUND']);
  expect(codesOf(await record({ household: crypto.randomUUID() }))).toEqual(['NOT_FOUND']);
  for (const who of [officer('narrow'), citizen(home.people[0]!)])
    expect(codesOf(await record({}, who))).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  for (const given of [
    { postcode: 'x' },
    { addressLine: ' ' },
    { since: '2026-11-23' },
    { origin: 'CARRIED_OVER' },
  ])
    expect(codesOf(await record(given))).toEqual(['BAD_USER_INPUT']);
  const { addressLine, postcode } = home.household;
  expect(codesOf(await record({ addressLine, postcode }))).toEqual(['STEP_REFUSED']);
});

test('a citizen is told where the household lived on days on which they lived there', async () => {
  await record();
  const [head, spouse] = home.people;
  expect((await lines(YESTERDAY, citizen(head!))).told).toMatchObject({
    address: { line: '1 Jalan Contoh' },
  });
  expect(await lines(YESTERDAY, citizen(spouse!))).toEqual({
    told: { address: null, area: null },
    codes: ['UNAUTHORIZED_FIELD_OR_TYPE', 'UNAUTHORIZED_FIELD_OR_TYPE'],
  });
  expect((await lines(TODAY, citizen(spouse!))).told).toMatchObject({ address: { line: '2 Jalan Contoh' } });
});
