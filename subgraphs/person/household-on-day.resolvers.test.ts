import type { Viewer } from '@seisi/schema/viewer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { citizen, officer, postingOf } from './ground/testing.ts';
import { groundFacts } from './ground-fact.table.ts';
import { type Home, openWorld, TODAY, type World } from './household.testing.ts';

const CLASSES = ['register', 'kinship', 'income', 'poverty'] as const;
const ASKED = `query($id: ID!, $day: Date) { household(id: $id) { asOf(day: $day) {
  members { person { id } } memberCount totalMonthlyIncome incomePerHead povertyStatus } } }`;
/** Before the spouse left, and before the head's mother came. */
const THEN = '2025-06-01';

let database: TestDatabase;
let world: World;
let home: Home;
let away: Home;

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
});
/** A head, one who moved to another state, and a mother who came after them. */
beforeEach(async () => {
  await world.db.delete(groundFacts);
  home = await world.home([
    { monthly: 100 },
    { relation: 'SPOUSE', monthly: 200, until: '2026-01-01' },
    { relation: 'PARENT', since: '2026-02-01' },
  ]);
  away = await world.home([{}], { state: '06', district: '6_1' });
  await world.joins(away.household, home.people[1]!, { relation: 'SIBLING', since: '2026-01-01' });
  await world.assessed(home.household, {
    assessedOn: '2025-01-01',
    assessedAt: new Date('2025-01-01T04:00:00Z'),
    status: 'HARDCORE_POOR',
  });
  await world.assessed(home.household, {
    assessedOn: '2026-03-01',
    assessedAt: new Date('2026-03-01T04:00:00Z'),
    status: 'POOR',
  });
  await world.fact({ ...postingOf('everywhere', CLASSES, ['MY']), id: 'P-1' });
  await world.fact({ ...postingOf('here', CLASSES, ['05']), id: 'P-2' });
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const FIGURES = ['memberCount', 'totalMonthlyIncome', 'incomePerHead'];

/** Who is shown, the other leaves, and which of them are withheld. */
async function told(who: Viewer, day: string | null) {
  const { data, errors } = await world.room.ask(ASKED, { id: home.household.id, day }, await world.as(who));
  const household = data?.['household'] as { asOf: { members: { person: { id: string } }[] } } | null;
  if (household === null) throw new Error(JSON.stringify(errors));
  const { members, ...rest } = household.asOf;
  const ids = home.people.map(({ id }) => id);
  const withheld = (errors ?? []).map(({ path, extensions }) => {
    expect(extensions).toMatchObject({ code: 'UNAUTHORIZED_FIELD_OR_TYPE', reason: 'NOT_FOR_THIS_SUBJECT' });
    return String(path?.at(-1));
  });
  return {
    members: members.map(({ person }) => ids.indexOf(person.id)),
    ...rest,
    withheld: withheld.toSorted(),
  };
}

test('a day in the past shows who lived there then, what they earned, and the status of then', async () => {
  const officerEverywhere = officer('everywhere');
  expect(await told(officerEverywhere, THEN)).toEqual({
    members: [0, 1],
    memberCount: 2,
    totalMonthlyIncome: 300,
    incomePerHead: 150,
    povertyStatus: 'HARDCORE_POOR',
    withheld: [],
  });
  const today = {
    members: [0, 2],
    memberCount: 2,
    totalMonthlyIncome: 100,
    incomePerHead: 50,
    povertyStatus: 'POOR',
  };
  expect(await told(officerEverywhere, TODAY)).toEqual({ ...today, withheld: [] });
  expect(await told(officerEverywhere, null)).toEqual({ ...today, withheld: [] });
});

test('before anybody was registered it shows nobody, and no status', async () => {
  expect(await told(officer('everywhere'), '2019-12-31')).toMatchObject({
    members: [],
    memberCount: 0,
    totalMonthlyIncome: 0,
    incomePerHead: null,
    povertyStatus: null,
    withheld: [],
  });
});

test('one who lives out of reach today stays hidden, and so does every figure of a day on which they lived there', async () => {
  expect(await told(officer('here'), THEN)).toMatchObject({ members: [0], withheld: FIGURES.toSorted() });
  expect(await told(officer('here'), TODAY)).toMatchObject({ members: [0, 2], withheld: [] });
  await world.seal(home.people[1]!.key);
  expect(await told(officer('everywhere'), THEN)).toMatchObject({
    members: [0],
    withheld: FIGURES.toSorted(),
  });
});

test('a citizen reads no sum in which another adult had a part, and no status of a time when they lived elsewhere', async () => {
  const [head, , mother] = home.people;
  const sums = ['incomePerHead', 'totalMonthlyIncome'];
  expect((await told(citizen(head!), THEN)).withheld).toEqual([...sums, 'memberCount'].toSorted());
  expect((await told(citizen(head!), TODAY)).withheld).toEqual([]);
  expect((await told(citizen(mother!), TODAY)).withheld).toEqual(sums);
  const before = await told(citizen(mother!), THEN);
  expect(before.withheld).toEqual([...sums, 'memberCount', 'povertyStatus'].toSorted());
  expect(before).toMatchObject({ members: [0], povertyStatus: null });
});

test('a day that is still to come, or none, is refused', async () => {
  for (const day of ['2026-11-23', '2026-02-30']) {
    const { errors } = await world.room.ask(
      ASKED,
      { id: home.household.id, day },
      await world.as(officer('here')),
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'day' } }]);
  }
});
