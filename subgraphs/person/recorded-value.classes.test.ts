import type { DataClass } from '@seisi/schema/classes';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { codesOf } from './consent.testing.ts';
import { officer, postingOf } from './ground/testing.ts';
import { groundFacts } from './ground-fact.table.ts';
import { openWorld, type World } from './household.testing.ts';
import { type PersonRow, people } from './person.table.ts';

let database: TestDatabase;
let world: World;
let ana: PersonRow;
beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
});
/** Somebody, an officer whose duty opens health and assets, and one whose duty does not. */
beforeEach(async () => {
  await world.db.delete(groundFacts);
  ana = (await world.home([{}])).people[0]!;
  await posted('wide', ['register', 'education', 'health', 'assets']);
  await posted('narrow', ['register', 'education']);
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const posted = (id: string, duty: readonly DataClass[]) =>
  world.fact({ ...postingOf(id, duty, ['05']), id: `P-${id}` });
const update = async (given: object, who = 'wide') => {
  const text = 'mutation($input: UpdatePersonInput!) { updatePerson(input: $input) { updated { id } } }';
  const said = { person: ana.id, since: '2026-06-01', origin: 'CENSUS', method: 'VISIT' };
  const input = { ...said, idempotencyKey: crypto.randomUUID(), ...given };
  return codesOf(await world.room.ask(text, { input }, await world.as(officer(who))));
};
const asOf = async (day: string | null, who = 'wide') => {
  const shown = '{ value since origin }';
  const text = `query($id: ID!, $day: Date) { person(id: $id) { asOf(day: $day) { skills ${shown} illnesses ${shown} savings ${shown} } } }`;
  const result = await world.room.ask(text, { id: ana.id, day }, await world.as(officer(who)));
  return { told: (result.data?.['person'] as { asOf: object } | undefined)?.asOf, codes: codesOf(result) };
};

test('skills, illnesses and savings are kept with where they come from, and nothing was said before', async () => {
  expect(
    await update({ skills: ' Menjahit ', illnesses: 'Kencing manis; klinik kesihatan', savings: 125_000 }),
  ).toEqual([]);
  const found = { since: '2026-06-01', origin: 'CENSUS' };
  expect((await asOf(null)).told).toEqual({
    skills: { value: 'Menjahit', ...found },
    illnesses: { value: 'Kencing manis; klinik kesihatan', ...found },
    savings: { value: 125_000, ...found },
  });
  const nothing = { value: null, since: null, origin: 'CARRIED_OVER' };
  expect((await asOf('2026-11-21')).told).toEqual({ skills: nothing, illnesses: nothing, savings: nothing });
  // None of them has a column of today's row.
  const [row] = await world.db.select().from(people).where(eq(people.key, ana.key));
  expect(row).toEqual(ana);
});

test('each is of its own class, for who reads it and for who records it', async () => {
  for (const given of [{ illnesses: 'Asma' }, { savings: 1 }, { skills: 'Memasak', illnesses: 'Asma' }])
    expect(await update(given, 'narrow')).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  expect(await update({ skills: 'Memasak' }, 'narrow')).toEqual([]);
  const { told, codes } = await asOf(null, 'narrow');
  expect(told).toMatchObject({ skills: { value: 'Memasak' }, illnesses: null, savings: null });
  expect(codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE', 'UNAUTHORIZED_FIELD_OR_TYPE']);
});

test('what is empty, too long, less than nothing or the same again is refused', async () => {
  for (const given of [{ skills: ' ' }, { illnesses: 'x'.repeat(301) }, { savings: -1 }])
    expect(await update(given)).toEqual(['BAD_USER_INPUT']);
  expect(await update({ savings: 0 })).toEqual([]);
  expect(await update({ savings: 0 })).toEqual(['STEP_REFUSED']);
});
