import { openTestRoom, type TestRoom } from '@seisi/host/testing';
import { Passport } from '@seisi/schema/passport-mint';
import { NO_BASIS, type Viewer } from '@seisi/schema/viewer';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { agreementOf, citizen, client, officer, passportOf, postingOf } from './ground/testing.ts';
import { groundFacts } from './ground-fact.table.ts';
import { type Home, openWorld, type World } from './household.testing.ts';
import { subgraph } from './subgraph.ts';

let database: TestDatabase;
let world: World;
let cutOff: TestRoom;
let home: Home;
beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
  // Its owner tells it nothing, so it never knows how old its copy is.
  cutOff = openTestRoom(subgraph, database.roomUrl('person'), {
    facts: () => Promise.reject(new Error('away')),
  });
  home = await world.home([{ monthly: 100 }, { relation: 'SPOUSE' }]);
  await world.fact(postingOf('officer', ['register', 'identity', 'kinship'], ['MY']));
  await world.fact({ ...agreementOf('ngo', ['register', 'kinship'], ['MY']), id: 'agreement' });
});
afterAll(async () => {
  await cutOff.close();
  await world.close();
  await database.close();
});

const FACTS = '{ basisFacts }';
const EVERYTHING = `query($own: ID!, $spouse: ID!, $nobody: ID!, $household: ID!) {
  own: person(id: $own) { name monthlyIncome }
  spouse: person(id: $spouse) { birthYear }
  nobody: person(id: $nobody) { birthYear }
  household(id: $household) { registrationNumber }
  none: household(id: $nobody) { registrationNumber }
  households(first: 5) { edges { node { id } } }
}`;
const variables = () => ({
  own: home.people[0]!.id,
  spouse: home.people[1]!.id,
  nobody: crypto.randomUUID(),
  household: home.household.id,
});

/** Asks each root by itself: they load together otherwise, and share one fate. */
async function askEach(room: TestRoom, passport: () => Passport) {
  const roots = EVERYTHING.split('\n').slice(1, -1);
  const [head] = EVERYTHING.split('\n');
  const { own, spouse, nobody, household } = variables();
  const all = { own, spouse, nobody, household };
  const told: Record<string, unknown> = {};
  for (const root of roots) {
    const used = Object.entries(all).filter(([name]) => root.includes(`$${name}`));
    const declared = used.map(([name]) => `$${name}: ID!`).join(', ');
    const text = `${head?.startsWith('query') && declared !== '' ? `query(${declared})` : 'query'} { ${root} }`;
    const { data, errors } = await room.ask(text, Object.fromEntries(used), passport());
    const [name = '', value] = Object.entries(data ?? {})[0] ?? [];
    told[name] = errors === undefined ? value : errors.map(({ extensions }) => extensions?.['code']);
  }
  return told;
}

const UNKNOWN = ['SOURCE_UNAVAILABLE'];
const citizenPassport = async (facts: number | null) => {
  const who = citizen(home.people[0]!);
  const { basis } = await world.as(who);
  return () => new Passport({ ...passportOf(who, basis), facts });
};

test.each(['the room', 'the gateway'])(
  'a citizen is told the own record and nothing else while %s does not know how old the facts are',
  async (who) => {
    const room = who === 'the room' ? cutOff : world.room;
    const told = await askEach(room, await citizenPassport(who === 'the room' ? 0 : null));
    expect(told).toEqual({
      own: { name: home.people[0]!.name, monthlyIncome: 100 },
      spouse: UNKNOWN,
      nobody: UNKNOWN,
      household: UNKNOWN,
      none: UNKNOWN,
      households: UNKNOWN,
    });
  },
);

test('the own record is told beside others that are not', async () => {
  const text =
    'query($own: ID!, $spouse: ID!) { own: person(id: $own) { name } spouse: person(id: $spouse) { birthYear } }';
  const { own, spouse } = variables();
  const { data, errors } = await cutOff.ask(text, { own, spouse }, (await citizenPassport(0))());
  expect(data).toEqual({ own: { name: home.people[0]!.name }, spouse: null });
  expect(errors?.map(({ path }) => path)).toEqual([['spouse']]);
});

test('a consent can be narrowed and withdrawn while the facts of others cannot be had', async () => {
  const text = '{ consents { edges { node { id } } } }';
  expect(await cutOff.ask(text, {}, (await citizenPassport(0))())).toMatchObject({
    data: { consents: { edges: [] } },
  });
  const withdraw =
    'mutation($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { consent { id } } }';
  const input = { id: crypto.randomUUID(), idempotencyKey: 'withdraw-1' };
  const { errors } = await cutOff.ask(withdraw, { input }, (await citizenPassport(0))());
  expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['NOT_FOUND']);
});

test.each<[string, Viewer]>([
  ['officer', officer('officer')],
  ['agency', client('ngo', 'agreement')],
])('to an %s everything is unknown then, the own ground too', async (_name, viewer) => {
  const { basis } = await world.as(viewer);
  expect(basis.kind).not.toBe('NONE');
  expect(
    (await cutOff.ask(FACTS, {}, passportOf(viewer, NO_BASIS))).errors?.map(
      ({ extensions }) => extensions?.['code'],
    ),
  ).toEqual(UNKNOWN);
  const told = await askEach(cutOff, () => passportOf(viewer, basis));
  expect(new Set(Object.values(told).map((each) => JSON.stringify(each)))).toEqual(
    new Set([JSON.stringify(UNKNOWN)]),
  );
});

test('the room says how old its copy is, and is not ready before it has one', async () => {
  const away = openTestRoom(subgraph, database.roomUrl('person'), {
    facts: () => Promise.reject(new Error('away')),
  });
  await expect(away.ready()).rejects.toThrow('away');
  await expect(away.pulse(null)).resolves.toMatchObject({ age: Number.POSITIVE_INFINITY, holders: [] });
  await away.close();
  await expect(world.room.ready()).resolves.toBeUndefined();
  const { version, age } = await world.room.pulse(null);
  expect(age).toBeLessThan(10_000);
  await world.seal(crypto.randomUUID());
  const { id } = await world.fact(postingOf('another', ['register'], ['MY']));
  await world.db.update(groundFacts).set({ validUntil: '2026-01-01' }).where(eq(groundFacts.id, id));
  expect(await world.room.pulse(version)).toMatchObject({
    version: version + 3,
    holders: expect.arrayContaining([null, 'another']),
  });
});
