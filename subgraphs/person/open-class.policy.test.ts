import { bitOf, type DataClass, opens } from '@seisi/schema/classes';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { decide } from './ground/decide.ts';
import type { Ground } from './ground/ground.ts';
import type { Situation } from './ground/situation.ts';
import { householdReach } from './household.policy.ts';
import { households } from './household.table.ts';
import { TODAY } from './household.testing.ts';
import { anyGround, openReachWorld, type ReachWorld, readsOf } from './reach.testing.ts';

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

test('a list by a class holds the households of which that class is open, whatever seals take', async () => {
  const listed = fc.constantFrom<DataClass>('register', 'area', 'kinship.count', 'income.band', 'poverty');
  let some = 0;
  await fc.assert(
    fc.asyncProperty(ground, listed, async (each, name) => {
      const situations = await reads(each).situationByHousehold.loadAll(
        given.homes.map(({ household }) => household.key),
      );
      const expected = (situations as Situation[]).filter((household) =>
        opens(decide(each, { kind: 'HOUSEHOLD', household }) ?? 0, name),
      );
      const found = await given.world.db
        .select({ key: households.key })
        .from(households)
        .where(householdReach.whereOpen(each, TODAY, bitOf(name)));

      // A citizen has one household, and lists it by no figure.
      const isOwnFigure = each.kind === 'SELF' && (name === 'income.band' || name === 'poverty');
      if (isOwnFigure) expected.length = 0;
      some += expected.some(({ sealed, sealedElsewhere }) => sealed || sealedElsewhere) ? 1 : 0;
      expect(found.map(({ key }) => key).toSorted()).toEqual(expected.map(({ key }) => key).toSorted());
    }),
    { numRuns: 150 },
  );
  expect(some).toBeGreaterThan(0);
}, 60_000);
