import { cursorSeal } from '@seisi/host/cursor';
import { factsWire } from '@seisi/host/facts-wire';
import { grantWire } from '@seisi/host/grant-wire';
import { NOW } from '@seisi/host/testing';
import { ASSURANCE_LEVELS } from '@seisi/schema/assurance';
import { ALL_CLASSES, bitOf } from '@seisi/schema/classes';
import { PURPOSES } from '@seisi/schema/purpose';
import { NO_BASIS } from '@seisi/schema/viewer';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import type { Ground } from './ground/ground.ts';
import type { Situation } from './ground/situation.ts';
import { passportOf } from './ground/testing.ts';
import { householdReach } from './household.policy.ts';
import { households } from './household.table.ts';
import { type Home, openWorld, TODAY, type World } from './household.testing.ts';
import { personReach } from './person.policy.ts';
import { people } from './person.table.ts';
import { situationLoaders } from './situation.loaders.ts';

const AREAS = [
  { state: '05', district: '5_5' },
  { state: '05', district: '5_1' },
  { state: '06', district: '6_1' },
];
const AGENCIES = ['ngo', 'jkm'] as const;
const DAYS = ['2026-11-21', TODAY, '2026-11-23'];
const RUNS = 150;

let database: TestDatabase;
let world: World;
const homes: Home[] = [];
const everyone: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
  for (let index = 0; index < 24; index += 1) homes.push(await someHome(index));
  everyone.push((await world.person()).key, ...homes.flatMap((home) => home.people.map(({ key }) => key)));
  await someMoves();
  await someFacts();
});
afterAll(async () => {
  await world.close();
  await database.close();
});

/** Members who come, stay and go around today; every third household has a child. */
function someHome(index: number): Promise<Home> {
  const day = DAYS[index % 3]!;
  const child = { relation: 'CHILD' as const, birthDate: index % 2 === 0 ? '2008-11-22' : '2008-11-23' };
  const comer = { relation: 'SIBLING' as const, since: day };
  const goer = { relation: 'SIBLING' as const, until: day };
  return world.home([{}, comer, goer, ...(index % 3 === 0 ? [child] : [])], AREAS[index % 3]);
}

/** Some live in two households at once. */
async function someMoves(): Promise<void> {
  for (const index of [0, 5, 7])
    await world.joins(homes[index + 1]!.household, homes[index]!.people[0]!, { relation: 'SPOUSE' });
}

/** Seals of households and of members, and referrals by and to either agency; some not in force today. */
async function someFacts(): Promise<void> {
  for (const [index, { household, people: members }] of homes.entries()) {
    const validity = [{ validFrom: DAYS[index % 3]! }, { validUntil: DAYS[index % 3]! }, {}][index % 4] ?? {};
    if (index % 4 === 1) await world.fact({ kind: 'SEAL', subjectKey: household.key, ...validity });
    if (index % 6 === 2) await world.fact({ kind: 'SEAL', subjectKey: members[index % 3]!.key, ...validity });
    const parties = { holder: AGENCIES[index % 2]!, other: [...AGENCIES, null][index % 3]! };
    if (index % 2 === 0)
      await world.fact({ kind: 'ACCEPTED_REFERRAL', subjectKey: household.key, ...parties, ...validity });
    await someConsent(index, members[index % members.length]!.key, validity);
  }
}

/** Consents to either agency, for purposes that some cut, and of classes that nobody can consent to; on paper some. */
async function someConsent(index: number, subjectKey: string, validity: object): Promise<void> {
  const classes = [['register'], ['income', 'bank'], ['protection'], ['health']][index % 4]!;
  const declaredBy = [[], ['one', 'two'], ['one', 'one'], ['one'], []][index % 5]!;
  const purposes = [PURPOSES[index % 2]!, PURPOSES[index % 3]!];
  const given = { holder: AGENCIES[index % 2]!, classes, declaredBy, purposes };
  await world.fact({ kind: 'CONSENT', subjectKey, ...given, ...validity });
}

const person = fc.nat().map((index) => everyone[index % everyone.length]!);
const areas = fc.subarray(['MY', '05', '06', '5_5', '5_1']);
const classes = fc.constantFrom(0, bitOf('register'), bitOf('register') | bitOf('protection'), ALL_CLASSES);
const assurance = fc.constantFrom(...ASSURANCE_LEVELS);
const incidents = fc.array(
  fc.record({
    agencies: fc.subarray([...AGENCIES]),
    areas,
    declaredBy: fc.constantFrom(['one', 'two'], ['one']),
  }),
  { maxLength: 2 },
);
const ground: fc.Arbitrary<Ground> = fc.oneof(
  fc.constant<Ground>({ kind: 'NONE' }),
  fc.record({ kind: fc.constant('SELF' as const), personKey: person, adult: fc.boolean(), assurance }),
  fc.record({
    kind: fc.constant('POSTING' as const),
    personKey: person,
    agency: fc.constantFrom(...AGENCIES),
    areas,
    classes,
    kin: fc.array(person, { minLength: 1, maxLength: 4 }),
    assurance,
  }),
  fc.record({
    kind: fc.constant('AGREEMENT' as const),
    areas,
    classes,
    agency: fc.constantFrom(...AGENCIES),
    purpose: fc.constantFrom(...PURPOSES),
    population: fc.constantFrom('ALL' as const, 'REFERRED' as const),
    incidents,
    consented: fc.constant(ALL_CLASSES),
    assurance,
  }),
);

/** The room's own reads of the facts, for a ground of the test. */
function reads(each: Ground) {
  const parts = {
    db: world.db,
    passport: passportOf(null, NO_BASIS),
    now: () => NOW,
    today: TODAY,
    cursors: cursorSeal(['a key for tests']),
    grants: grantWire(['a key for tests']),
    areFactsFresh: async () => true,
    facts: factsWire('person', { kind: 'MASTER', keys: ['a key'] }),
    supergraphSdl: '',
  };
  return situationLoaders(parts, () => Promise.resolve(each));
}

test('the reach of households says the same in TypeScript and in SQL', async () => {
  await fc.assert(
    fc.asyncProperty(ground, async (each) => {
      const { situationByHousehold } = reads(each);
      const situations = await situationByHousehold.loadMany(homes.map(({ household }) => household.key));
      const expected = (situations as Situation[]).filter((situation) => householdReach.row(each, situation));
      const found = await world.db
        .select({ key: households.key })
        .from(households)
        .where(householdReach.where(each, TODAY));

      expect(found.map(({ key }) => key).toSorted()).toEqual(expected.map(({ key }) => key).toSorted());
    }),
    { numRuns: RUNS },
  );
}, 60_000);

test('the reach of people says the same in TypeScript and in SQL', async () => {
  await fc.assert(
    fc.asyncProperty(ground, async (each) => {
      const { situationByHousehold, homesByPerson } = reads(each);
      const expected: string[] = [];
      await Promise.all(
        everyone.map(async (key) => {
          const homesToday = await homesByPerson.load(key);
          const keys = homesToday.map(({ householdKey }) => householdKey);
          const situations = (await situationByHousehold.loadMany(keys)) as Situation[];
          const consents = homesToday[0]?.consents ?? [];
          const subject = { kind: 'PERSON' as const, key, households: situations, consents };
          if (personReach.row(each, subject)) expected.push(key);
        }),
      );
      const found = await world.db
        .select({ key: people.key })
        .from(people)
        .where(personReach.where(each, TODAY));

      expect(found.map(({ key }) => key).toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: RUNS },
  );
}, 60_000);

test('the households of this test are in reach for some grounds and not for others', async () => {
  const count = async (each: Ground) =>
    (await world.db.select({ key: households.key }).from(households).where(householdReach.where(each, TODAY)))
      .length;
  const consenting = async (each: Ground) =>
    (await world.db.select({ key: people.key }).from(people).where(personReach.where(each, TODAY))).length;
  const kin = [crypto.randomUUID()];
  const everywhere = {
    kind: 'POSTING',
    personKey: 'officer',
    agency: 'jkm',
    areas: ['MY'],
    classes: ALL_CLASSES,
    kin,
    assurance: 'high',
  } as const;
  const agreement = {
    kind: 'AGREEMENT',
    areas: ['MY'],
    classes: 1,
    agency: 'ngo',
    purpose: 'SERVICE_DELIVERY',
    population: 'REFERRED',
    incidents: [],
    consented: ALL_CLASSES,
    assurance: 'high',
  } as const;
  const unsealed = await count({ ...everywhere, classes: bitOf('register') });
  const referred = await count(agreement);

  expect(await count(everywhere)).toBe(homes.length);
  expect(unsealed).toBeLessThan(homes.length);
  expect(referred).toBeGreaterThan(0);
  expect(referred).toBeLessThan(unsealed);
  expect(await consenting({ ...agreement, areas: [] })).toBeGreaterThan(0);
  expect(await consenting({ ...agreement, areas: [], purpose: 'PUBLIC_EMERGENCY' })).toBe(0);
});
