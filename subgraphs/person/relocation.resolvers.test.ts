import type { RoomResult } from '@seisi/schema/room';
import type { Viewer } from '@seisi/schema/viewer';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { assessments } from './assessment.table.ts';
import { codesOf } from './consent.testing.ts';
import { citizen, officer, postingOf } from './ground/testing.ts';
import { groundFacts } from './ground-fact.table.ts';
import { type Home, openWorld, TODAY, type World } from './household.testing.ts';
import { headsOfDay } from './register-of-day.statement.ts';
import { relocations } from './relocation.table.ts';

const DUTY = ['register', 'area', 'kinship', 'contact'] as const;
const YESTERDAY = '2026-11-21';
let database: TestDatabase;
let world: World;
let home: Home;

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
});
beforeEach(async () => {
  await world.db.delete(groundFacts);
  await world.db.delete(relocations);
  home = await world.home([{ monthly: 10_000 }, { relation: 'SPOUSE' }]);
  await posted('old', '5_5');
  await posted('old-2', '5_5');
  await posted('new', '6_1');
  await posted('both', 'MY');
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const posted = (id: string, area: string, more: readonly 'protection'[] = []) =>
  world.fact({ ...postingOf(id, [...DUTY, ...more], [area]), id: `P-${id}` });
const moving = (given: object = {}) => ({
  ...{ household: home.household.id, addressLine: '9 Jalan Baharu', postcode: '25000', district: '6_1' },
  ...{ strata: 'RURAL', since: '2026-11-20', idempotencyKey: crypto.randomUUID(), ...given },
});
const GROUNDS = { reason: 'Work is there.', origin: 'DECLARATION', method: 'COUNTER' };
const act = async (field: string, who: Viewer, input: object): Promise<RoomResult> => {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const text = `mutation($input: ${type}!) { ${field}(input: $input) { relocation { id household { id } } } }`;
  return world.room.ask(text, { input }, await world.as(who));
};
const tried = (who: string, given: object = moving()) =>
  act('proposeRelocation', officer(who), { ...GROUNDS, ...given });
const propose = async (who: string, given: object = moving()): Promise<string> => {
  const { data, errors } = await tried(who, given);
  const payload = data?.['proposeRelocation'] as { relocation: { id: string } } | null | undefined;
  if (payload == null) throw new Error(JSON.stringify(errors));
  return payload.relocation.id;
};
const confirm = (id: string, who: string, given: object = moving()) =>
  act('confirmRelocation', officer(who), { ...given, id });
const withdraw = (id: string, who: string) =>
  act('withdrawRelocation', officer(who), { id, idempotencyKey: crypto.randomUUID() });
const ASKED = `query($id: ID!, $day: Date) { household(id: $id) { area { districtCode } asOf(day: $day) { area { districtCode } address { line } } } }`;
const seenBy = async (who: string, day: string = TODAY) => {
  const { data } = await world.room.ask(ASKED, { id: home.household.id, day }, await world.as(officer(who)));
  return data?.['household'];
};
const waiting = async (who: string) => {
  const text = '{ proposedRelocations { edges { node { id household { id } } } } }';
  const { data } = await world.room.ask(text, {}, await world.as(officer(who)));
  const list = data?.['proposedRelocations'] as { edges: { node: object }[] } | undefined;
  return list?.edges.map(({ node }) => node);
};

describe('a household’s move', () => {
  test.each([
    ['old', 'new'],
    ['new', 'old'],
    ['both', 'new'],
  ])('is seen by nobody before it is confirmed: proposed by %s, confirmed by %s', async (first, second) => {
    const id = await propose(first);
    expect(await seenBy('new')).toBeNull();
    expect(codesOf(await confirm(id, second))).toEqual([]);
    const now = { districtCode: '6_1' };
    const address = { line: '9 Jalan Baharu' };
    expect(await seenBy('new')).toEqual({ area: now, asOf: { area: now, address } });
    expect(await seenBy('old')).toBeNull();
    expect(await seenBy('new', YESTERDAY)).toMatchObject({ asOf: { area: { districtCode: '5_5' } } });
    const made = await world.db
      .select()
      .from(assessments)
      .where(eq(assessments.householdKey, home.household.key));
    expect(made).toMatchObject([{ state: '06', strata: 'RURAL', cause: 'UPDATE', assessedOn: TODAY }]);
  });

  test('leaves what the register of an earlier day says of where it was', async () => {
    const headIn = async (asOf: string) => {
      const rows = await world.db.execute(headsOfDay({ asOf, state: null, sex: null, today: TODAY }));
      return rows.find((row) => row['household_key'] === home.household.key);
    };
    await confirm(await propose('old'), 'new');
    expect(await headIn(YESTERDAY)).toMatchObject({ state: '05', district: '5_5' });
    expect(await headIn(TODAY)).toMatchObject({ state: '06', district: '6_1' });
  });

  test('waits in the lists of both districts, each meeting what it reaches', async () => {
    const id = await propose('old');
    expect(await waiting('old-2')).toEqual([{ id, household: { id: home.household.id } }]);
    expect(await waiting('new')).toEqual([{ id, household: null }]);
    await posted('elsewhere', '1_1');
    expect(await waiting('elsewhere')).toEqual([]);
    expect(codesOf(await tried('elsewhere'))).toEqual(['NOT_FOUND']);
  });

  test('is confirmed once, by another officer who says the same, where the two reach both sides', async () => {
    const id = await propose('old');
    expect(codesOf(await confirm(id, 'old'))).toEqual(['STEP_REFUSED']);
    expect(codesOf(await confirm(id, 'old-2'))).toEqual(['STEP_REFUSED']);
    expect(codesOf(await confirm(id, 'new', moving({ postcode: '25001' })))).toEqual(['STEP_REFUSED']);
    expect(codesOf(await confirm(id, 'new', moving({ household: crypto.randomUUID() })))).toEqual([
      'NOT_FOUND',
    ]);
    const answers = await Promise.all([confirm(id, 'new'), confirm(id, 'both')]);
    expect(answers.flatMap(codesOf)).toEqual(['STEP_REFUSED']);
    expect(codesOf(await withdraw(id, 'old'))).toEqual(['STEP_REFUSED']);
  });

  test('is taken back by who proposed it, and then it is over', async () => {
    const id = await propose('old');
    expect(codesOf(await withdraw(id, 'new'))).toEqual(['NOT_FOUND']);
    expect([await withdraw(id, 'old'), await withdraw(id, 'old')].flatMap(codesOf)).toEqual(['STEP_REFUSED']);
    expect(codesOf(await confirm(id, 'new'))).toEqual(['STEP_REFUSED']);
  });

  test('is refused within the district, before the address on record, malformed, and to who has not the duty', async () => {
    expect(codesOf(await tried('old', moving({ district: '5_5' })))).toEqual(['STEP_REFUSED']);
    await confirm(await propose('old'), 'new');
    expect(codesOf(await tried('new', moving({ district: '5_5' })))).toEqual(['STEP_REFUSED']);
    for (const given of [{ district: '0_0' }, { since: '2026-11-23' }, { postcode: 'x' }, { household: 'x' }])
      expect(codesOf(await tried('old', moving(given)))).toEqual(['BAD_USER_INPUT']);
    const byCitizen = await act('proposeRelocation', citizen(home.people[0]!), { ...GROUNDS, ...moving() });
    expect(codesOf(byCitizen)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  });

  test('of the household of an officer or a relative, and of one that there is not, is refused in the same words', async () => {
    const kin = await propose('new');
    await world.fact({ kind: 'RELATIVE', holder: 'new', subjectKey: home.people[1]!.key });
    const nowhere = moving({ household: crypto.randomUUID() });
    const none = await propose('new', nowhere);
    const answers = [await confirm(kin, 'both'), await confirm(none, 'both', nowhere)];
    expect(answers.flatMap(codesOf)).toEqual(['STEP_REFUSED', 'STEP_REFUSED']);
    const [one, other] = answers.map(({ errors }) => errors?.map(({ message }) => message));
    expect(one).toEqual(other);
  });

  test('under a seal is of two whose duty holds protection and who reach the household', async () => {
    const before = await propose('old');
    await world.seal(home.household.key);
    await posted('guard', 'MY', ['protection']);
    await posted('guard-2', 'MY', ['protection']);
    for (const who of ['new', 'guard']) expect(codesOf(await confirm(before, who))).toEqual(['STEP_REFUSED']);
    expect(codesOf(await tried('old'))).toEqual(['NOT_FOUND']);
    const id = await propose('guard');
    expect(await waiting('new')).toEqual([{ id: before, household: null }]);
    expect(codesOf(await confirm(id, 'new'))).toEqual(['STEP_REFUSED']);
    expect(codesOf(await confirm(id, 'guard-2'))).toEqual([]);
  });
});
