import { ALL_CLASSES } from '@seisi/schema/classes';
import { isGrant } from '@seisi/schema/grant';
import type { Passport } from '@seisi/schema/passport';
import { NO_BASIS } from '@seisi/schema/viewer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { citizen, claimOf, officer, passportOf, postingOf } from './ground/testing.ts';
import { type Home, openWorld, TODAY, type World } from './household.testing.ts';

const PERSON = `query One($id: ID!) {
  person(id: $id) { id name identityNumber identityNumberMasked birthYear monthlyIncome incomes { monthly } household { id } }
}`;
const ENTITIES = `query Entities($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on Person { id grant birthYear } ... on Household { id grant address { postcode } } }
}`;

let database: TestDatabase;
let world: World;
let home: Home;

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
  const child = { relation: 'CHILD' as const, birthDate: '2012-02-03' };
  home = await world.home([{ monthly: 250_000 }, { relation: 'SPOUSE', monthly: 1 }, child]);
  await world.fact({
    ...postingOf('officer', ['register', 'identity', 'income', 'kinship'], ['5_5']),
    id: 'P-1',
  });
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const one = async (id: string, passport: Passport) => world.room.ask(PERSON, { id }, passport);
const entities = async (passport: Passport, ...representations: object[]) =>
  world.room.ask(ENTITIES, { representations }, passport);
// biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
const personIn = ({ data }: Awaited<ReturnType<typeof one>>) => data?.['person'] as any;

describe('a person', () => {
  test('answers with number, year and income to a posting that opens them', async () => {
    const [head] = home.people;
    const result = await one(head!.id, await world.as(officer('officer')));

    expect(result.errors).toBeUndefined();
    expect(personIn(result)).toMatchObject({
      identityNumber: head!.identityNumber.replace(/^(\d{6})(\d{2})(\d{4})$/, '$1-$2-$3'),
      identityNumberMasked: `85XXXX-XX-XXX${head!.identityNumber.slice(-1)}`,
      birthYear: 1985,
      monthlyIncome: 250_000,
      household: { id: home.household.id },
    });
  });

  test('is absent to a citizen who does not live with them, and to an unknown citizen', async () => {
    const stranger = await world.home([{}]);
    const unknown = { ...stranger.people[0]!, id: crypto.randomUUID() };

    for (const viewer of [stranger.people[0]!, unknown])
      expect(await one(home.people[0]!.id, await world.as(citizen(viewer)))).toEqual({
        data: { person: null },
      });
  });

  test('counts only incomes of today', async () => {
    const { people } = await world.home([{}], { district: '5_5' });
    const passport = await world.as(officer('officer'));

    expect(personIn(await one(people[0]!.id, passport))).toMatchObject({ monthlyIncome: 0, incomes: [] });
  });

  test('opens to the adult child on the day of coming of age as one adult to another', async () => {
    const [year, rest] = [Number(TODAY.slice(0, 4)) - 18, TODAY.slice(4)];
    const grown = await world.home([{}, { relation: 'CHILD', birthDate: `${year}${rest}`, monthly: 7 }]);
    const minor = await world.home([{}, { relation: 'CHILD', birthDate: `${year + 1}${rest}`, monthly: 7 }]);
    const income = async ({ people: [head, child] }: Home) =>
      personIn(await one(child!.id, await world.as(citizen(head!)))).monthlyIncome;

    expect(await income(grown)).toBeNull();
    expect(await income(minor)).toBe(7);
  });
});

describe('a protected household', () => {
  test('opens to its own adult and to nobody from outside', async () => {
    const child = { relation: 'CHILD' as const, birthDate: '2016-01-01' };
    const shelter = await world.home([{}, child]);
    const [mother, minor] = shelter.people;
    await world.seal(shelter.household.key);
    const outside = await world.home([{}]);
    const see = async (passport: Passport, id: string) => personIn(await one(id, passport))?.id ?? null;

    expect(await see(await world.as(citizen(mother!)), mother!.id)).toBe(mother!.id);
    expect(await see(await world.as(citizen(mother!)), minor!.id)).toBe(minor!.id);
    expect(await see(await world.as(citizen(minor!)), minor!.id)).toBeNull();
    expect(await see(await world.as(citizen(outside.people[0]!)), minor!.id)).toBeNull();
    expect(await see(await world.as(officer('officer')), mother!.id)).toBeNull();
  });

  test('is sealed by a member who is', async () => {
    const shelter = await world.home([{}, { relation: 'SIBLING' }]);
    await world.seal(shelter.people[1]!.key);

    expect(await one(shelter.people[0]!.id, await world.as(officer('officer')))).toEqual({
      data: { person: null },
    });
  });
});

describe('a reference from another room', () => {
  test('brings the row and the grant that was minted for it, and nothing for a key out of reach', async () => {
    const far = await world.home([{}], { state: '01', district: '1_1' });
    const result = await entities(
      await world.as(officer('officer')),
      { __typename: 'Person', key: home.people[0]!.key },
      { __typename: 'Household', key: home.household.key, grant: 'forged' },
      { __typename: 'Household', key: far.household.key },
      { __typename: 'Person', key: crypto.randomUUID() },
      { __typename: 'Person', key: home.people[0]!.id },
      { __typename: 'Person', key: 'no key' },
    );
    // biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
    const found = result.data?.['_entities'] as any[];

    expect(found.slice(2)).toEqual([null, null, null, null]);
    expect(found[0]).toMatchObject({ id: home.people[0]!.id, birthYear: 1985 });
    expect(found[1]).toMatchObject({ id: home.household.id, address: null });
    expect(found.slice(0, 2).every(({ grant }) => isGrant(grant))).toBe(true);
    expect(result.errors).toMatchObject([
      { path: ['_entities', 1, 'address'], extensions: { class: 'contact', reason: 'CLASS_NOT_IN_BASIS' } },
    ]);
  });
});

describe('a passport', () => {
  test('that claims to be another person opens nobody', async () => {
    const stranger = await world.home([{}]);
    const forged = passportOf(citizen(stranger.people[0]!), claimOf(home.people[0]!.key));

    expect(await one(home.people[0]!.id, forged)).toEqual({ data: { person: null } });
    expect(await one(stranger.people[0]!.id, forged)).toEqual({ data: { person: null } });
  });

  test('without a ground opens nobody', async () => {
    expect(await one(home.people[0]!.id, passportOf(officer('officer'), NO_BASIS))).toEqual({
      data: { person: null },
    });
  });

  test('that claims more classes than the facts opens what the facts do', async () => {
    const facts = { kind: 'POSTING', id: 'P-1', personKey: '', agency: 'jkm', areas: ['MY'] } as const;
    const forged = passportOf(officer('officer'), { ...facts, classes: ALL_CLASSES });
    const result = await entities(forged, { __typename: 'Household', key: home.household.key });

    expect(result.errors).toMatchObject([
      { path: ['_entities', 0, 'address'], extensions: { class: 'contact', reason: 'NOT_FOR_THIS_SUBJECT' } },
    ]);
  });
});

test('a register that cannot answer leaves the value unknown, and says nothing of why', async () => {
  const other = await testDatabase();
  const broken = openWorld(other.roomUrl('person'));
  await broken.fact({ ...postingOf('officer', ['register'], ['MY']), id: 'P-1' });
  const passport = await broken.as(officer('officer'));
  await other.close();
  const result = await broken.room.ask(PERSON, { id: home.people[0]!.id }, passport);
  await broken.close();

  expect(result.data).toEqual({ person: null });
  expect(result.errors).toEqual([
    {
      message: 'The register could not answer: this value is unknown.',
      path: ['person'],
      extensions: { code: 'SOURCE_UNAVAILABLE' },
    },
  ]);
});
