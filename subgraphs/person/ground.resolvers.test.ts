import type { Passport } from '@seisi/schema/passport';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { agreementOf, client, officer, postingOf } from './ground/testing.ts';
import { type Home, openWorld, type World } from './household.testing.ts';

let database: TestDatabase;
let world: World;
let family: Home;

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
  family = await world.home([{}]);
  await world.fact({ ...postingOf('officer', ['register'], ['05']), id: 'P-1' });
});
afterAll(async () => {
  await world.close();
  await database.close();
});

/** The household as the viewer gets it; null where it is absent. */
async function see(passport: Passport, { household: { id } }: Home): Promise<unknown> {
  const result = await world.room.ask('query($id: ID!) { household(id: $id) { id } }', { id }, passport);
  expect(result.errors).toBeUndefined();
  return result.data?.['household'];
}

describe('an agreement for the referred', () => {
  const accepted = { kind: 'ACCEPTED_REFERRAL' as const, holder: 'ngo', other: 'jkm', classes: ['register'] };
  beforeAll(() => world.fact({ ...agreementOf('ngo', ['register'], ['MY'], 'REFERRED'), id: 'A-1' }));

  test.each([
    ['opens what its agency accepted from another', accepted, true],
    ['opens by what implies it', { ...accepted, classes: ['income', 'register'] }, true],
    ['does not open what the referral does not name', { ...accepted, classes: ['area'] }, false],
    ['does not open by a referral that names nothing', { ...accepted, classes: [] }, false],
    ['does not open what its agency sent itself', { ...accepted, other: 'ngo' }, false],
    ['does not open what is from nobody', { ...accepted, other: null }, false],
    ['does not open what another agency accepted', { ...accepted, holder: 'hospital' }, false],
    ['does not open what has ended', { ...accepted, validUntil: '2026-11-22' }, false],
    ['does not open what begins tomorrow', { ...accepted, validFrom: '2026-11-23' }, false],
    ['does not open by a fact of another kind', { ...accepted, kind: 'RELATIVE' as const }, false],
  ])('%s', async (_rule, fact, isOpen) => {
    const home = await world.home([{}]);
    await world.fact({ ...fact, subjectKey: home.household.key });
    const passport = await world.as(client('ngo', 'A-1'));

    expect(await see(passport, home)).toEqual(isOpen ? { id: home.household.id } : null);
  });
});

test('a seal that has ended or has not begun hides nobody', async () => {
  const home = await world.home([{}]);
  await world.fact({ kind: 'SEAL', subjectKey: home.household.key, validUntil: '2026-11-22' });
  await world.fact({ kind: 'SEAL', subjectKey: home.household.key, validFrom: '2026-11-23' });

  expect(await see(await world.as(officer('officer')), home)).toEqual({ id: home.household.id });
});

test('the household of an officer and of a declared relative is out of the posting', async () => {
  const [own, cousin] = [await world.home([{}, { relation: 'SPOUSE' }]), await world.home([{}])];
  const posting = { ...postingOf('at-home', ['register'], ['05']), subjectKey: own.people[1]!.key };
  await world.fact({ ...posting, id: 'P-home' });
  await world.fact({ kind: 'RELATIVE', holder: 'at-home', subjectKey: cousin.people[0]!.key });
  const passport = await world.as(officer('at-home'));

  expect(await see(passport, family)).toEqual({ id: family.household.id });
  for (const home of [own, cousin]) expect(await see(passport, home)).toBeNull();
});
