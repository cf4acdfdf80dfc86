import type { DataClass } from '@seisi/schema/classes';
import type { Viewer } from '@seisi/schema/viewer';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { codesOf } from './consent.testing.ts';
import { agreementOf, citizen, client, officer, postingOf } from './ground/testing.ts';
import { groundFacts } from './ground-fact.table.ts';
import { type Home, openWorld, type World } from './household.testing.ts';
import { type PersonRow, people } from './person.table.ts';
import { recordedValues } from './recorded-value.table.ts';

const YESTERDAY = '2026-11-21';
const DUTY: DataClass[] = ['register', 'kinship', 'education', 'employment', 'contact'];
let database: TestDatabase;
let world: World;
let family: Home;
let ana: PersonRow;
const posted = (id: string, given: object = {}) =>
  world.fact({ ...postingOf(id, DUTY, ['05']), id: `P-${id}`, ...given });

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
});
/** A married couple, without a phone, and an officer of their state. */
beforeEach(async () => {
  await world.db.delete(groundFacts);
  family = await world.home([{}, { relation: 'SPOUSE' }]);
  ana = family.people[0]!;
  await posted('one');
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const ACT =
  'mutation($input: UpdatePersonInput!) { updatePerson(input: $input) { updated { id person { id maritalStatus phone } } } }';
const update = async (given: object, who: Viewer = officer('one')) => {
  const said = { person: ana.id, since: '2026-06-01', origin: 'DECLARATION', method: 'COUNTER' };
  const input = { ...said, idempotencyKey: crypto.randomUUID(), ...given };
  return world.room.ask(ACT, { input }, await world.as(who));
};

const RECORDED = '{ value since origin method recordedAt }';
const ASKED = `query($id: ID!, $day: Date) { person(id: $id) { asOf(day: $day) {
  maritalStatus ${RECORDED} education ${RECORDED} employment ${RECORDED} phone ${RECORDED} email ${RECORDED} } } }`;
const asOf = async (day: string | null) => {
  const { data, errors } = await world.room.ask(ASKED, { id: ana.id, day }, await world.as(officer('one')));
  expect(errors ?? []).toEqual([]);
  const person = data?.['person'] as { asOf: Record<string, { value: string | null }> } | null | undefined;
  return person?.asOf ?? {};
};
const CARRIED_OVER = { since: null, origin: 'CARRIED_OVER', method: null, recordedAt: null };

test('an update counts from its day on, by what was recorded; what the register said before stays', async () => {
  const result = await update({ maritalStatus: 'WIDOWED', phone: '012-3456789' });

  expect(result.data?.['updatePerson']).toMatchObject({
    updated: { id: ana.id, person: { id: ana.id, maritalStatus: 'WIDOWED', phone: '012-3456789' } },
  });
  const recorded = {
    since: '2026-06-01',
    origin: 'DECLARATION',
    method: 'COUNTER',
    recordedAt: '2026-11-22T04:00:00.000Z',
  };
  expect(await asOf(null)).toEqual({
    maritalStatus: { value: 'WIDOWED', ...recorded },
    education: { value: 'SECONDARY', ...CARRIED_OVER },
    employment: { value: 'EMPLOYED', ...CARRIED_OVER },
    phone: { value: '012-3456789', ...recorded },
    email: { value: null, ...CARRIED_OVER },
  });
  expect(await asOf(YESTERDAY)).toMatchObject({
    maritalStatus: { value: 'MARRIED', ...CARRIED_OVER },
    phone: { value: null, ...CARRIED_OVER },
  });
});

test('an update from an earlier day counts until the next, and today’s row says what counts today', async () => {
  await update({ maritalStatus: 'WIDOWED', since: '2026-06-01' });
  await update({ maritalStatus: 'DIVORCED', since: '2026-01-01' });

  expect(await asOf(null)).toMatchObject({ maritalStatus: { value: 'WIDOWED' } });
  await update({ maritalStatus: 'SINGLE', since: '2026-06-01' });
  expect(await asOf(null)).toMatchObject({ maritalStatus: { value: 'SINGLE', since: '2026-06-01' } });
  const [row] = await world.db.select().from(people).where(eq(people.key, ana.key));
  expect(row).toMatchObject({ maritalStatus: 'SINGLE', education: 'SECONDARY' });
  const kept = await world.db.select().from(recordedValues).where(eq(recordedValues.personKey, ana.key));
  expect(kept.map(({ version, value, recordedBy }) => [version, value, recordedBy]).toSorted()).toEqual([
    [0, 'MARRIED', null],
    [1, 'WIDOWED', 'one'],
    [2, 'DIVORCED', 'one'],
    [3, 'SINGLE', 'one'],
  ]);
});

test('two officers at once keep both versions, and one key is one act', async () => {
  await posted('two');
  const both = await Promise.all([
    update({ education: 'NONE' }),
    update({ education: 'TERTIARY' }, officer('two')),
  ]);
  expect(both.flatMap(codesOf)).toEqual([]);
  const again = { phone: '03-1234567', idempotencyKey: 'one-act' };
  const [first, second, other] = [
    await update(again),
    await update(again),
    await update({ ...again, email: 'a@b' }),
  ];

  expect(second.data).toEqual(first.data);
  expect(codesOf(other)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  const kept = await world.db.select().from(recordedValues).where(eq(recordedValues.personKey, ana.key));
  expect(kept.map(({ field, version }) => `${field} ${version}`).toSorted()).toEqual([
    'EDUCATION 0',
    'EDUCATION 1',
    'EDUCATION 2',
    'PHONE 0',
    'PHONE 1',
  ]);
});

test.each([
  ['nothing', {}, 'BAD_USER_INPUT'],
  ['a phone that is none', { phone: 'call me' }, 'BAD_USER_INPUT'],
  ['an address that is none', { email: 'nowhere' }, 'BAD_USER_INPUT'],
  ['a day that is none', { phone: '03-1234567', since: '2026-02-30' }, 'BAD_USER_INPUT'],
  ['a day that is still to come', { phone: '03-1234567', since: '2026-11-23' }, 'BAD_USER_INPUT'],
  ['an origin that nobody records', { phone: '03-1234567', origin: 'CARRIED_OVER' }, 'BAD_USER_INPUT'],
  ['what the register says already', { maritalStatus: 'MARRIED' }, 'STEP_REFUSED'],
])('an update does not say %s', async (_what, given, code) => {
  expect(codesOf(await update(given))).toEqual([code]);
  expect(await asOf(null)).toMatchObject({ phone: CARRIED_OVER, maritalStatus: CARRIED_OVER });
});

test('only an officer whose duty opens each value brings it up to date', async () => {
  await posted('narrow', { classes: ['register', 'kinship', 'education'] });
  await world.fact({ ...agreementOf('ngo', DUTY, ['MY']), id: 'A-1' });
  for (const who of [client('ngo', 'A-1'), citizen(ana), officer('narrow'), officer('nobody')])
    expect(codesOf(await update({ phone: '03-1234567', education: 'NONE' }, who))).toEqual([
      'UNAUTHORIZED_FIELD_OR_TYPE',
    ]);
  // Whoever is no officer is not told what is wrong with the input.
  expect(codesOf(await update({ phone: 'call me' }, citizen(ana)))).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  expect(await asOf(null)).toMatchObject({ phone: CARRIED_OVER, education: CARRIED_OVER });
  const done = await update({ education: 'NONE' }, officer('narrow'));
  expect(done.data).toMatchObject({ updatePerson: { updated: { id: ana.id, person: { phone: null } } } });
  expect(await asOf(null)).toMatchObject({ education: { value: 'NONE' }, phone: CARRIED_OVER });
});

test('oneself, whom one lives with, a relative, one elsewhere or under a seal are not found, like nobody', async () => {
  await posted('self', { subjectKey: ana.key });
  await posted('home', { subjectKey: family.people[1]!.key });
  await posted('elsewhere', { areas: ['06'] });
  await posted('cousin');
  await world.fact({ kind: 'RELATIVE', holder: 'cousin', subjectKey: ana.key });
  const said = { education: 'NONE' };
  const nobody = await update({ ...said, person: crypto.randomUUID() });

  expect(codesOf(nobody)).toEqual(['NOT_FOUND']);
  for (const id of ['self', 'home', 'elsewhere', 'cousin'])
    expect(await update(said, officer(id))).toEqual(nobody);
  await world.seal(ana.key);
  expect(await update(said)).toEqual(nobody);
});

test('what was recorded can neither be changed nor deleted by the room', async () => {
  await update({ education: 'NONE' });
  const denied = { cause: { message: expect.stringContaining('permission denied') } };
  await expect(world.db.update(recordedValues).set({ value: null }).execute()).rejects.toMatchObject(denied);
  await expect(world.db.delete(recordedValues).execute()).rejects.toMatchObject(denied);
});
