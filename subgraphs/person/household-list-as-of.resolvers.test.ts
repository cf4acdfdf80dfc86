import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { citizen, officer, postingOf } from './ground/testing.ts';
import { type Home, openWorld, type World } from './household.testing.ts';

const STATUSES = ['HARDCORE_POOR', 'POOR', 'EXITED'] as const;
const DAYS = ['2023-06-01', '2024-01-01', '2024-06-01', '2025-01-01', '2025-06-01', '2026-01-01'] as const;

let database: TestDatabase;
let world: World;
const homes: Home[] = [];

/** Thirty households, each assessed on random days, some recorded long after their day; some registered late. */
beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
  await world.fact({
    ...postingOf('officer', ['register', 'area', 'kinship', 'poverty'], ['05']),
    id: 'P-1',
  });
  const assessed = fc.record({
    assessedOn: fc.constantFrom(...DAYS),
    recordedOn: fc.constantFrom(...DAYS),
    status: fc.constantFrom(...STATUSES),
  });
  const plans = fc.sample(
    fc.record({
      registeredOn: fc.constantFrom('2020-01-01', '2024-06-01'),
      history: fc.array(assessed, { maxLength: 5 }),
    }),
    { numRuns: 30, seed: 8 },
  );
  for (const { registeredOn, history } of plans) {
    const home = await world.home([{ since: registeredOn }], { registeredOn });
    homes.push(home);
    for (const [nth, { assessedOn, recordedOn, status }] of history.entries()) {
      const [, from] = [recordedOn, assessedOn].toSorted();
      const assessedAt = new Date(Date.parse(`${from}T04:00:00Z`) + nth);
      await world.assessed(home.household, { assessedOn, status, assessedAt });
    }
  }
});
afterAll(async () => {
  await world?.close();
  await database?.close();
});

type Asked = { readonly filter: object; readonly as?: Awaited<ReturnType<World['as']>> };

async function numbers({ filter, as }: Asked): Promise<string[]> {
  const passport = as ?? (await world.as(officer('officer')));
  const query =
    'query ($filter: HouseholdFilter) { households(first: 100, filter: $filter) { edges { node { registrationNumber } } } }';
  const { data, errors } = await world.room.ask(query, { filter }, passport);
  expect(errors).toBeUndefined();
  const found = data?.['households'] as { edges: { node: { registrationNumber: string } }[] };
  return found.edges.map(({ node }) => node.registrationNumber);
}

test.each(DAYS.flatMap((asOf) => STATUSES.map((povertyStatus) => [asOf, povertyStatus] as const)))(
  'on %s the list of %s is of the households of which the register said so at the end of that day',
  async (asOf, povertyStatus) => {
    const expected: string[] = [];
    for (const { household } of homes) {
      const { data } = await world.room.ask(
        `{ household(id: "${household.id}") { asOf(day: "${asOf}") { povertyStatus } } }`,
        {},
        await world.as(officer('officer')),
      );
      const found = data?.['household'] as { asOf: { povertyStatus: string | null } };
      if (household.registeredOn <= asOf && found.asOf.povertyStatus === povertyStatus)
        expected.push(household.registrationNumber);
    }
    expect(await numbers({ filter: { asOf, povertyStatus } })).toEqual(expected.toSorted());
  },
);

test('without a status it lists who was registered by then, and what is recorded today changes no list of a past day', async () => {
  const early = homes.filter(({ household }) => household.registeredOn <= '2024-01-01');
  expect(await numbers({ filter: { asOf: '2024-01-01' } })).toEqual(
    early.map(({ household }) => household.registrationNumber).toSorted(),
  );
  const poor = { asOf: '2025-01-01', povertyStatus: 'POOR' };
  const before = await numbers({ filter: poor });
  for (const { household } of homes.slice(0, 10))
    await world.assessed(household, {
      assessedOn: '2024-12-31',
      status: 'POOR',
      assessedAt: new Date('2026-11-22T01:00:00Z'),
    });
  expect(await numbers({ filter: poor })).toEqual(before);
});

test('a citizen is listed by no status of a time when they did not live there', async () => {
  const { household, people } = await world.home([{ since: '2025-03-01' }]);
  await world.assessed(household, {
    assessedOn: '2025-01-01',
    assessedAt: new Date('2025-01-01T04:00:00Z'),
    status: 'POOR',
  });
  const as = await world.as(citizen(people[0]!));
  expect(await numbers({ filter: { asOf: '2025-02-01', povertyStatus: 'POOR' }, as })).toEqual([]);
  expect(await numbers({ filter: { asOf: '2025-03-01', povertyStatus: 'POOR' }, as })).toEqual([
    household.registrationNumber,
  ]);
});

test.each(['2026-11-23', 'never', '2026-02-30'])('the day %s is refused by name', async (asOf) => {
  const { errors } = await world.room.ask(
    'query ($filter: HouseholdFilter) { households(filter: $filter) { edges { cursor } } }',
    { filter: { asOf } },
    await world.as(officer('officer')),
  );
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});
