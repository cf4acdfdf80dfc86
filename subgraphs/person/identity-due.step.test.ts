import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { labelled } from '../../test/match/labelled.ts';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { personWithNumber } from './head-of-household.step.ts';
import { type HouseholdRow, households } from './household.table.ts';
import { openWorld, TODAY, type World } from './household.testing.ts';
import { candidateKeys } from './identity-candidate.ts';
import { compareDue } from './identity-due.step.ts';
import { openIdentityComparing } from './identity-due.work.ts';
import { identityDues, identityMatches } from './identity-match.table.ts';
import { matchOf, readIdentity } from './identity-match.ts';
import { type PersonRow, people } from './person.table.ts';

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
});
afterAll(async () => {
  await world.close();
  await database.close();
});
beforeEach(async () => {
  for (const table of [identityMatches, identityDues, people, households]) await world.db.delete(table);
});

const AT = new Date('2026-11-22T02:00:00Z');
const comparing = { size: 1000, at: AT, today: TODAY };
const FAIZ = {
  name: 'Muhammad Faiz bin Osman',
  birthDate: '1980-02-03',
  identityNumber: '800203701111',
  sex: 'MALE',
} as const;

const pairOf = (one: PersonRow, other: PersonRow) => [one.key, other.key].toSorted();
const pairs = async () =>
  (await world.db.select().from(identityMatches)).map(({ firstKey, secondKey }) => [firstKey, secondKey]);
const due = (...some: PersonRow[]) =>
  world.db.insert(identityDues).values(some.map(({ key }) => ({ personKey: key })));
const compare = () => world.db.transaction((one) => compareDue(one, comparing));

test('whoever is new on the register is compared with it, and whoever was known is not', async () => {
  const { key: _key, id: _id, email: _email, ...said } = await world.person(FAIZ);
  const before = await world.db.transaction((one) => personWithNumber(one, said));
  expect(before.isNew).toBe(false);
  expect(await world.db.select().from(identityDues)).toEqual([]);

  const again = { ...said, identityNumber: '800203701121', name: 'MOHD FAIZ B. OSMAN' };
  const { key } = await world.db.transaction((one) => personWithNumber(one, again));
  expect(await world.db.select({ key: identityDues.personKey }).from(identityDues)).toEqual([{ key }]);
  const work = openIdentityComparing({
    ...{ databaseUrl: database.roomUrl('person'), now: () => AT.getTime(), onNotice: () => {} },
    intervalMs: 3_600_000,
  });
  await work.turn();
  await work.close();
  const [found, ...more] = await world.db.select().from(identityMatches);
  expect(more).toEqual([]);
  expect([found?.firstKey, found?.secondKey]).toEqual([before.key, key].toSorted());
  expect(found).toMatchObject({ status: 'OPEN', foundAt: AT });
  expect(found?.likeness).toMatchObject({ number: 'SLIP', own: 'SAME', birth: 'EQUAL', place: 'MISSING' });
  expect(await world.db.select().from(identityDues)).toEqual([]);
});

test('who is compared once more, from either side, makes no other question, and one that was answered stays so', async () => {
  const [one, other] = [
    await world.person(FAIZ),
    await world.person({ ...FAIZ, identityNumber: '800203701121' }),
  ];
  await due(one, other);
  expect(await compare()).toBe(2);
  await world.db.update(identityMatches).set({ status: 'DIFFERENT' });
  await due(other);
  expect(await compare()).toBe(1);
  expect(await world.db.select().from(identityMatches)).toMatchObject([{ status: 'DIFFERENT' }]);
  expect(await pairs()).toEqual([pairOf(one, other)]);
});

test('an address of a day that is past is not compared', async () => {
  const [one, other] = [
    await world.person(FAIZ),
    await world.person({ ...FAIZ, identityNumber: '800203701121' }),
  ];
  const { household } = await world.home([]);
  await world.joins(household, one, {});
  await world.joins(household, other, { relation: 'CHILD', until: TODAY });
  await due(one);
  await compare();
  const [found] = await world.db.select().from(identityMatches);
  expect(found?.likeness.place).toBe('MISSING');
});

test('twins are no question where they were counted at one door, and are one where each stands in a home of its own', async () => {
  const born = { birthDate: '2015-03-04', sex: 'FEMALE' } as const;
  const aina = await world.person({ ...born, name: 'Nur Aina binti Faiz', identityNumber: '150304701112' });
  const huda = await world.person({ ...born, name: 'Nur Huda binti Faiz', identityNumber: '150304701114' });
  const { household } = await world.home([]);
  const { household: elsewhere } = await world.home([], { addressLine: household.addressLine });
  await world.joins(household, aina, { relation: 'CHILD' });
  await world.joins(household, huda, { relation: 'CHILD' });
  await due(aina, huda);
  await compare();
  expect(await pairs()).toEqual([]);

  const again = await world.person({ ...born, name: 'Nur Ain binti Faiz', identityNumber: '150304701116' });
  await world.joins(elsewhere, again, { relation: 'CHILD' });
  await due(again);
  await compare();
  expect((await pairs()).toSorted()).toEqual([pairOf(again, aina), pairOf(again, huda)].toSorted());
});

test('what a kill undoes is due again, and of two at once each takes others', async () => {
  const made = await Promise.all(
    [1, 2, 3, 4].map((last) => world.person({ ...FAIZ, identityNumber: `80020370111${last}` })),
  );
  await due(...made);
  const killed = world.db.transaction(async (one) => {
    await compareDue(one, comparing);
    throw new Error('killed');
  });
  await expect(killed).rejects.toThrow('killed');
  expect(await pairs()).toEqual([]);
  expect(await world.db.$count(identityDues)).toBe(4);

  const taken = await Promise.all(
    [1, 2].map(() => world.db.transaction((one) => compareDue(one, { ...comparing, size: 2 }))),
  );
  while ((await compare()) > 0);
  expect(taken.every((count) => count <= 2)).toBe(true);
  // Each of the four with each other, once.
  expect(await pairs()).toHaveLength(6);
});

test('of a labelled register the database asks the questions that comparing everybody with everybody asks of those whom a key brings together', async () => {
  const entries = labelled({ seed: 5, families: 25, years: 1, numbers: 'WITH' });
  const rows = await Promise.all(
    entries.map(async ({ human: _human, addressLine, postcode, district, ...said }, at) => {
      // The register holds no number twice: of an entry that has another's, the serial is another.
      const number = entries.findIndex(({ identityNumber }) => identityNumber === said.identityNumber);
      const identityNumber =
        number === at
          ? said.identityNumber!
          : `${said.identityNumber!.slice(0, 8)}${String(9000 + at).padStart(4, '0')}`;
      const row = await world.person({ ...said, identityNumber });
      const home: Partial<HouseholdRow> = { addressLine, postcode, district };
      const { household } = await world.home([], home);
      await world.joins(household, row, {});
      return { ...row, home: { addressLine, postcode, district } };
    }),
  );
  await due(...rows);
  while ((await compare()) > 0);

  const meet = (one: PersonRow, other: PersonRow) => {
    const { birthDates, identityNumbers } = candidateKeys(one);
    return birthDates.includes(other.birthDate) || identityNumbers.includes(other.identityNumber);
  };
  const expected = rows.flatMap((one, at) =>
    rows
      .slice(at + 1)
      .filter((other) => meet(one, other) || meet(other, one))
      .filter((other) => matchOf(readIdentity(one), readIdentity(other)).judgement !== 'DIFFERENT')
      .map((other) => pairOf(one, other)),
  );
  expect(expected.length).toBeGreaterThan(30);
  expect((await pairs()).toSorted()).toEqual(expected.toSorted());
});

test('both finds of one pair stand under the lesser key, whatever the register is told', async () => {
  const one = await world.person(FAIZ);
  const row = {
    id: crypto.randomUUID(),
    firstKey: one.key,
    secondKey: one.key,
    weight: 1,
    status: 'OPEN' as const,
  };
  const likeness = matchOf(
    readIdentity({ ...FAIZ, home: null }),
    readIdentity({ ...FAIZ, home: null }),
  ).likeness;
  const same = world.db.insert(identityMatches).values({ ...row, likeness, foundAt: AT });
  await expect(same.execute()).rejects.toMatchObject({
    cause: { constraint_name: 'identity_match_is_of_two' },
  });
  expect(await world.db.select().from(people).where(eq(people.key, one.key))).toHaveLength(1);
});
