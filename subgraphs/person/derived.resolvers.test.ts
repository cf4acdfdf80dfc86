import { closure } from '@seisi/schema/classes';
import { Facts } from '@seisi/schema/facts-mint';
import type { Passport } from '@seisi/schema/passport';
import { Passport as Stamped } from '@seisi/schema/passport-mint';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { ANSWERS_A_DAY } from './derived.ts';
import { derivedAnswers } from './derived-answer.table.ts';
import { OWN_HOUSEHOLD } from './ground/self.ts';
import { agreementOf, citizen, client, officer, postingOf } from './ground/testing.ts';
import { type Home, openWorld, type World } from './household.testing.ts';

const OWN = 'query ($id: ID!) { household(id: $id) { dependantsUnder18 incomeBand } }';
const CHILD = { relation: 'CHILD' as const, birthDate: '2015-05-05' };

let database: TestDatabase;
let world: World;
let family: Home;
let duty: Passport;

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
  family = await world.home([{ monthly: 300_000 }, { relation: 'SPOUSE', monthly: 225_000 }, CHILD]);
  await world.fact({ ...postingOf('officer', ['aid', 'income', 'kinship', 'register'], ['MY']), id: 'P-1' });
  await world.fact({ ...agreementOf('ngo', ['kinship.count', 'register'], ['MY']), id: 'A-1' });
  await world.fact({ ...agreementOf('other', ['kinship.count', 'register'], ['MY']), id: 'A-2' });
  duty = await world.as(officer('officer'));
});
afterAll(async () => {
  await world.close();
  await database.close();
});

/** The same request met again in another fetch, as a room in another process meets it. */
function again(passport: Passport): Passport {
  return new Stamped(passport);
}

async function factsOf(type: 'household' | 'person', id: string, passport: Passport): Promise<Facts> {
  const { data, errors } = await world.room.ask(
    `query ($id: ID!) { ${type}(id: $id) { facts } }`,
    { id },
    passport,
  );
  expect(errors).toBeUndefined();
  const subject = data?.[type];
  const facts: unknown = Reflect.get(Object(subject), 'facts');
  if (!Facts.isGenuine(facts)) throw new Error('There is no carrier.');
  return facts;
}

async function ownOf(home: Home, passport: Passport) {
  const { data, errors } = await world.room.ask(OWN, { id: home.household.id }, passport);
  return {
    household: data?.['household'],
    codes: errors?.map(({ extensions }) => extensions?.['code']).sort(),
  };
}

test('the figures of a household are of all who live there today', async () => {
  expect(await ownOf(family, duty)).toEqual({
    household: { dependantsUnder18: 1, incomeBand: 'M40' },
    codes: undefined,
  });
});

test('a household tells the room of OKU its members and every other room nothing', async () => {
  const facts = await factsOf('household', family.household.id, duty);
  const members = family.people.map(({ key }) => key);

  const told = Facts.forRoom(facts, 'oku') as { inputs: { members: string[]; whole: boolean } };
  expect(told.inputs.members.toSorted()).toEqual(members.toSorted());
  expect(told.inputs.whole).toBe(true);
  for (const room of ['aid', 'person', 'volunteer', 'agency', 'toString'])
    expect(Facts.forRoom(facts, room)).toBeNull();
});

test('a person tells the room of aid figures, with the lines of the place, and no key of anyone', async () => {
  const facts = await factsOf('person', family.people[1]?.id ?? '', duty);
  const told = Facts.forRoom(facts, 'aid');

  expect(told).toEqual({
    kind: 'TOLD',
    inputs: {
      age: 41,
      citizen: true,
      income: 225_000,
      household: { income: 525_000, members: 3, minors: 1 },
      lines: {
        household: expect.any(Number),
        perHead: expect.any(Number),
        foodHousehold: expect.any(Number),
        foodPerHead: expect.any(Number),
      },
    },
  });
  expect(Facts.forRoom(facts, 'oku')).toBeNull();
});

test('a citizen’s household is closed to the room of aid where another adult earns, and open where nobody else does', async () => {
  const [head] = family.people;
  const alone = await world.home([{ monthly: 100 }, CHILD]);
  const inputsOf = async (person: Home['people'][number] | undefined) => {
    if (person === undefined) throw new Error('There is nobody.');
    const facts = await factsOf('person', person.id, await world.as(citizen(person)));
    return (Facts.forRoom(facts, 'aid') as { inputs: object }).inputs;
  };

  expect(await inputsOf(head)).toMatchObject({ income: 300_000, household: 'CLOSED' });
  expect(await inputsOf(alone.people[0])).toMatchObject({
    household: { income: 100, members: 2, minors: 1 },
  });
});

test('a citizen’s person tells the room of receipts the homes of today, since when and what of them is open; to an officer it tells nothing', async () => {
  const home = await world.home([{ monthly: 100 }, { relation: 'SPOUSE', monthly: 200 }, CHILD]);
  const [head, spouse, child] = home.people;
  const closed = { key: home.household.key, since: '2020-01-01', classes: closure(OWN_HOUSEHOLD) };
  const toldOf = async (person: Home['people'][number], passport: Passport) =>
    Facts.forRoom(await factsOf('person', person.id, passport), 'receipt');

  const asHead = await world.as(citizen(head!));
  expect(await toldOf(head!, asHead)).toEqual({ kind: 'TOLD', inputs: { homes: [closed] } });
  expect(await toldOf(child!, asHead)).toEqual({ kind: 'TOLD', inputs: { homes: [closed] } });
  expect(await toldOf(spouse!, duty)).toBeNull();
});

test('whoever is out of reach has no part in what other rooms compute, which is told that it is not all; the own figures are withheld', async () => {
  const home = await world.home([{ monthly: 100 }, CHILD, { ...CHILD, monthly: 900_000 }]);
  const hidden = await world.home([{}]);
  await world.joins(hidden.household, home.people[2]!, CHILD);
  await world.seal(hidden.people[0]!.key);
  const facts = await factsOf('household', home.household.id, await world.as(officer('officer')));
  const person = await factsOf('person', home.people[0]!.id, await world.as(officer('officer')));

  expect(await ownOf(home, await world.as(officer('officer')))).toEqual({
    household: { dependantsUnder18: null, incomeBand: null },
    codes: ['UNAUTHORIZED_FIELD_OR_TYPE', 'UNAUTHORIZED_FIELD_OR_TYPE'],
  });
  expect(Facts.forRoom(facts, 'oku')).toMatchObject({ inputs: { whole: false } });
  expect(JSON.stringify(Facts.forRoom(facts, 'oku'))).not.toContain(home.people[2]!.key);
  expect(Facts.forRoom(person, 'aid')).toMatchObject({ inputs: { household: null } });
});

test('whoever lives in two households has no household’s figures', async () => {
  const [one, other] = [await world.home([{ monthly: 100 }]), await world.home([{}])];
  await world.joins(other.household, one.people[0]!, CHILD);
  const facts = await factsOf('person', one.people[0]!.id, await world.as(officer('officer')));
  expect(Facts.forRoom(facts, 'aid')).toMatchObject({
    inputs: { income: 100, household: null, lines: null },
  });
});

test('fetches of one request count once, requests count each, and agreements and subjects apart', async () => {
  const [home, other] = [await world.home([{}]), await world.home([{}])];
  const request = await world.as(client('ngo', 'A-1'));
  for (const passport of [request, again(request), again(request)]) {
    await ownOf(home, passport);
    await factsOf('household', home.household.id, passport);
  }
  await ownOf(home, await world.as(client('ngo', 'A-1')));
  await ownOf(home, await world.as(client('other', 'A-2')));
  await ownOf(other, await world.as(client('ngo', 'A-1')));

  const rows = await world.db.select().from(derivedAnswers);
  const countOf = ({ key }: Home['household'], agreement: string) =>
    rows.find((row) => row.subjectKey === key && row.agreement === agreement)?.count;
  expect(countOf(home.household, 'A-1')).toBe(2);
  expect(countOf(home.household, 'A-2')).toBe(1);
  expect(countOf(other.household, 'A-1')).toBe(1);
});

test('the last answer of the day is given, the next is refused in the carrier as in the room’s own figures, and tomorrow is another day', async () => {
  const home = await world.home([{}]);
  const { key } = home.household;
  await ownOf(home, await world.as(client('ngo', 'A-1')));
  const set = (given: { count?: number; day?: string }) =>
    world.db.update(derivedAnswers).set(given).where(eq(derivedAnswers.subjectKey, key));
  await set({ count: ANSWERS_A_DAY - 1 });

  expect(await ownOf(home, await world.as(client('ngo', 'A-1')))).toMatchObject({
    household: { dependantsUnder18: 0 },
  });
  const spent = await ownOf(home, await world.as(client('ngo', 'A-1')));
  expect(spent).toMatchObject({ household: { dependantsUnder18: null } });
  expect(spent.codes).toContain('BUDGET_EXHAUSTED');
  const facts = await factsOf('household', home.household.id, await world.as(client('ngo', 'A-1')));
  for (const room of ['oku', 'aid']) expect(Facts.forRoom(facts, room)).toEqual({ kind: 'SPENT' });

  await set({ day: '2026-11-21' });
  expect(await ownOf(home, await world.as(client('ngo', 'A-1')))).toMatchObject({
    household: { dependantsUnder18: 0 },
  });
});

test('all subjects of a request are counted in one statement, and nobody but an agreement is counted', async () => {
  const page = '{ households(first: 5) { edges { node { dependantsUnder18 facts } } } }';
  const counted = async (passport: Passport) => {
    world.room.statements();
    await world.room.ask(page, {}, passport);
    return world.room.statements().filter((text) => text.includes('derived_answer')).length;
  };
  expect(await counted(await world.as(client('ngo', 'A-1')))).toBe(1);
  expect(await counted(await world.as(officer('officer')))).toBe(0);
});
