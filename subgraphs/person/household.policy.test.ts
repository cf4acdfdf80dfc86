import { ALL_CLASSES, bitOf } from '@seisi/schema/classes';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import type { Ground } from './ground/ground.ts';
import type { Situation } from './ground/situation.ts';
import { householdReach } from './household.policy.ts';
import { households } from './household.table.ts';
import { TODAY } from './household.testing.ts';
import { personReach } from './person.policy.ts';
import { people } from './person.table.ts';
import { anyGround, openReachWorld, type ReachWorld, readsOf } from './reach.testing.ts';

const RUNS = 150;
let database: TestDatabase;
let given: ReachWorld;
beforeAll(async () => {
  database = await testDatabase();
  given = await openReachWorld(database.roomUrl('person'));
});
afterAll(async () => {
  await given?.world.close();
  await database.close();
});
const ground = anyGround(() => given.everyone);
const reads = (each: Ground) => readsOf(given.world, each);

test('the reach of households says the same in TypeScript and in SQL', async () => {
  await fc.assert(
    fc.asyncProperty(ground, async (each) => {
      const { situationByHousehold } = reads(each);
      const situations = await situationByHousehold.loadAll(
        given.homes.map(({ household }) => household.key),
      );
      const expected = (situations as Situation[]).filter((situation) => householdReach.row(each, situation));
      const found = await given.world.db
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
        given.everyone.map(async (key) => {
          const homesToday = await homesByPerson.load(key);
          const keys = homesToday.map(({ householdKey }) => householdKey);
          const situations = (await situationByHousehold.loadAll(keys)) as Situation[];
          const consents = homesToday[0]?.consents ?? [];
          const subject = { kind: 'PERSON' as const, key, households: situations, consents };
          if (personReach.row(each, subject)) expected.push(key);
        }),
      );
      const found = await given.world.db
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
    (
      await given.world.db
        .select({ key: households.key })
        .from(households)
        .where(householdReach.where(each, TODAY))
    ).length;
  const consenting = async (each: Ground) =>
    (await given.world.db.select({ key: people.key }).from(people).where(personReach.where(each, TODAY)))
      .length;
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
    id: 'agreement',
    dailySubjects: 1000,
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

  expect(await count(everywhere)).toBe(given.homes.length);
  expect(unsealed).toBeLessThan(given.homes.length);
  expect(referred).toBeGreaterThan(0);
  expect(referred).toBeLessThan(unsealed);
  expect(await consenting({ ...agreement, areas: [] })).toBeGreaterThan(0);
  expect(await consenting({ ...agreement, areas: [], purpose: 'PUBLIC_EMERGENCY' })).toBe(0);
});
