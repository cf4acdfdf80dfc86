import { NOW, openTestRoom, type TestRoom } from '@seisi/host/testing';
import type { Passport } from '@seisi/schema/passport';
import { Passport as Stamped } from '@seisi/schema/passport-mint';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { agreementSubjects } from './agreement-subject.table.ts';
import { agreementOf, citizen, client, officer, postingOf } from './ground/testing.ts';
import { groundFacts } from './ground-fact.table.ts';
import { type Home, openWorld, TODAY, type World } from './household.testing.ts';
import { subgraph } from './subgraph.ts';

const ONE = 'query ($id: ID!) { household(id: $id) { id registrationNumber } }';
const LIST =
  'query ($first: Int, $after: String) { households(first: $first, after: $after) { edges { node { id } } pageInfo { endCursor hasNextPage } } }';
const MEMBERS = 'query ($id: ID!) { household(id: $id) { id members { person { id } } } }';
const DAY = 86_400_000;

let database: TestDatabase;
let world: World;
let homes: Home[];

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
  homes = [];
  for (let count = 0; count < 12; count += 1) homes.push(await world.home([{}, { relation: 'SIBLING' }]));
  await world.fact({ ...postingOf('officer', ['register', 'kinship'], ['MY']), id: 'P-1' });
});
afterAll(async () => {
  await world.close();
  await database.close();
});

let agreements = 0;
/** A new agreement of the NGO, about so many subjects a day; gives what makes a passport of a request under it. */
async function agreed(dailySubjects: number | null): Promise<{ id: string; as: () => Promise<Passport> }> {
  agreements += 1;
  const id = `A-${agreements}`;
  await world.fact({ ...agreementOf('ngo', ['register', 'kinship'], ['MY']), id, dailySubjects });
  return { id, as: () => world.as(client('ngo', id)) };
}

const idOf = (index: number) => homes[index]!.household.id;
async function sees(passport: Passport, index: number, room: TestRoom = world.room): Promise<boolean> {
  const { data, errors } = await room.ask(ONE, { id: idOf(index) }, passport);
  expect(errors).toBeUndefined();
  return data?.['household'] !== null;
}
const countedUnder = (id: string) =>
  world.db.select().from(agreementSubjects).where(eq(agreementSubjects.agreement, id));
const counting = () => world.room.statements().filter((text) => text.includes('count_subjects')).length;

async function list(passport: Passport, variables: Record<string, unknown>) {
  const { data, errors } = await world.room.ask(LIST, variables, passport);
  expect(errors).toBeUndefined();
  // biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
  const { edges, pageInfo } = (data as any).households;
  return { ids: edges.map((edge: { node: { id: string } }) => edge.node.id) as string[], ...pageInfo };
}

test('one subject beyond the budget of the day is absent like one that does not exist, while those before stay open all day', async () => {
  const { id, as } = await agreed(2);
  for (const index of [0, 1, 0]) expect(await sees(await as(), index)).toBe(true);

  const beyond = await world.room.ask(ONE, { id: idOf(2) }, await as());
  const nobody = await world.room.ask(ONE, { id: crypto.randomUUID() }, await as());
  expect(JSON.stringify(beyond)).toBe(JSON.stringify(nobody));
  for (const index of [0, 1]) expect(await sees(await as(), index)).toBe(true);
  expect(await countedUnder(id)).toHaveLength(2);
});

test('the next civil day has a budget of its own', async () => {
  const { as } = await agreed(1);
  const tomorrow = openTestRoom(subgraph, database.roomUrl('person'), { now: () => NOW + DAY });
  const passport = async () => new Stamped({ ...(await as()), expires: NOW + DAY + 5000 });
  expect(await sees(await as(), 0)).toBe(true);
  expect(await sees(await as(), 1)).toBe(false);

  expect(await sees(await passport(), 1, tomorrow)).toBe(true);
  expect(await sees(await passport(), 0, tomorrow)).toBe(false);
  await tomorrow.close();
});

test('many requests at once never have more than the budget, and each of those counted is shown', async () => {
  const { id, as } = await agreed(5);
  const passports = await Promise.all(homes.map(() => as()));
  const rooms = [0, 1].map(() => openTestRoom(subgraph, database.roomUrl('person')));
  const seen = await Promise.all(
    passports.map((passport, index) => sees(passport, index, rooms[index % 2]!)),
  );
  await Promise.all(rooms.map((room) => room.close()));

  expect(seen.filter((isSeen) => isSeen)).toHaveLength(5);
  expect(new Set((await countedUnder(id)).map(({ subjectKey }) => subjectKey))).toEqual(
    new Set(homes.filter((_home, index) => seen[index]).map(({ household }) => household.key)),
  );
});

test('two that ask at once for the same subjects count them once', async () => {
  const { id, as } = await agreed(4);
  const passports = await Promise.all(Array.from({ length: 8 }, () => as()));
  const pages = await Promise.all(passports.map((passport) => list(passport, { first: 3 })));

  for (const { ids } of pages) expect(ids).toEqual([0, 1, 2].map(idOf));
  expect(await countedUnder(id)).toHaveLength(4);
});

test('people count like households, one by one; a repeated request counts nothing again', async () => {
  const { id, as } = await agreed(2);
  const first = await world.room.ask(MEMBERS, { id: idOf(0) }, await as());
  const again = await world.room.ask(MEMBERS, { id: idOf(0) }, await as());

  expect(first).toEqual(again);
  expect(first.data?.['household']).toMatchObject({ members: [{}] });
  const keys = (await countedUnder(id)).map(({ subjectKey }) => subjectKey);
  expect(keys).toHaveLength(2);
  expect(keys).toContain(homes[0]!.household.key);
});

test('only what the ground opens is counted, and each agreement by itself', async () => {
  const [one, other] = [await agreed(1), await agreed(1)];
  const hidden = await world.home([{}]);
  await world.seal(hidden.household.key);
  await world.room.ask(ONE, { id: hidden.household.id }, await one.as());
  expect(await countedUnder(one.id)).toEqual([]);

  expect(await sees(await one.as(), 3)).toBe(true);
  expect(await sees(await other.as(), 4)).toBe(true);
  expect(await sees(await one.as(), 4)).toBe(false);
});

test('a list ends where the budget ends, and then holds those counted and nobody else', async () => {
  const { as } = await agreed(3);
  expect(await sees(await as(), 7)).toBe(true);

  expect(await list(await as(), { first: 5 })).toMatchObject({
    ids: [0, 1, 7].map(idOf),
    hasNextPage: false,
  });
  const { endCursor, ...page } = await list(await as(), { first: 2 });
  expect(page).toEqual({ ids: [0, 1].map(idOf), hasNextPage: true });
  expect(await list(await as(), { first: 2, after: endCursor })).toMatchObject({
    ids: [idOf(7)],
    hasNextPage: false,
  });
});

test('an agreement without a budget is none, and one about nobody shows nobody', async () => {
  const [none, nobody] = [await agreed(null), await agreed(0)];

  for (const { as } of [none, nobody]) expect(await sees(await as(), 0)).toBe(false);
  expect(await list(await nobody.as(), {})).toEqual({ ids: [], endCursor: null, hasNextPage: false });
});

test('a lowered budget closes nobody who was counted that day, and everybody else', async () => {
  const { id, as } = await agreed(2);
  for (const index of [0, 1]) await sees(await as(), index);
  await world.db.update(groundFacts).set({ dailySubjects: 1 }).where(eq(groundFacts.id, id));

  for (const index of [0, 1]) expect(await sees(await as(), index)).toBe(true);
  expect(await sees(await as(), 2)).toBe(false);
});

test('a page is counted in one statement, however long; an officer and a citizen are not counted', async () => {
  const { as } = await agreed(1000);
  for (const first of [1, 10]) {
    const passport = await as();
    await list(passport, { first });
    expect(counting()).toBe(1);
  }
  await list(await world.as(officer('officer')), { first: 5 });
  expect(counting()).toBe(0);
  expect(await sees(await world.as(citizen(homes[0]!.people[0]!)), 0)).toBe(true);
  expect(counting()).toBe(0);
});

test('whoever is counted already is shown without a write, also where nobody can be written', async () => {
  const { id, as } = await agreed(2);
  await sees(await as(), 0);
  await world.db.transaction(async (transaction) => {
    await transaction.execute(sql`lock table ${agreementSubjects} in exclusive mode`);
    expect(await sees(await as(), 0)).toBe(true);
  });

  expect((await countedUnder(id)).map(({ day }) => day)).toEqual([TODAY]);
});
