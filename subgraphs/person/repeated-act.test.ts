import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { ACTS, anInput, codesOf } from './consent.testing.ts';
import { citizen, officer, postingOf } from './ground/testing.ts';
import { groundFacts } from './ground-fact.table.ts';
import { openWorld, type World } from './household.testing.ts';
import type { PersonRow } from './person.table.ts';

let database: TestDatabase;
let world: World;
let ana: PersonRow;
beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
  ana = (await world.home([{}])).people[0]!;
});
afterAll(async () => {
  await world.close();
  await database.close();
});

test('an act that is repeated under its key is authorized anew: a token of low assurance is told nothing of what it came to', async () => {
  const input = anInput();
  const giveAs = async (assurance: string | null) =>
    world.room.ask(ACTS.giveConsent, { input }, await world.as({ ...citizen(ana), assurance }));
  const first = await giveAs('high');
  const again = await giveAs('high');
  const low = await giveAs(null);

  expect(codesOf(first)).toEqual([]);
  expect(again.data).toEqual(first.data);
  expect(codesOf(low)).toContain('UNAUTHORIZED_FIELD_OR_TYPE');
  expect(JSON.stringify(low.data)).not.toContain('"classes":["income"]');
});

test('nor is an officer whose posting has ended since', async () => {
  await world.fact({ ...postingOf('one', ['register', 'identity', 'contact'], ['05']), id: 'P-one' });
  const text =
    'mutation($input: RecordPaperConsentInput!) { recordPaperConsent(input: $input) { paperConsent { id } } }';
  const input = { person: ana.id, ...anInput({ classes: ['contact'] }) };
  const record = async () => world.room.ask(text, { input }, await world.as(officer('one')));
  const first = await record();
  const again = await record();
  await world.db.update(groundFacts).set({ validUntil: '2026-01-01' }).where(eq(groundFacts.id, 'P-one'));
  const ended = await record();

  expect(codesOf(first)).toEqual([]);
  expect(again.data).toEqual(first.data);
  expect(codesOf(ended)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  expect(ended.data).toEqual({ recordPaperConsent: null });
});
