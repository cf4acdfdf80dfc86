import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { act, actsKept, anInput, codesOf, consentFact, give, shown } from './consent.testing.ts';
import { openWorld, TODAY, type World } from './household.testing.ts';
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

const factOf = ({ id }: { id: string }) => consentFact(world, id);
const actsOn = ({ id }: { id: string }) => actsKept(world, id);

test('an act repeated with its key gives the same answer and one effect, also after the consent has changed', async () => {
  const input = anInput({ classes: ['income', 'contact'] });
  const first = await act(world, ana, 'giveConsent', input);
  const { id } = shown(first, 'giveConsent')!;
  await act(world, ana, 'narrowConsent', { id, classes: ['contact'], idempotencyKey: `${id}-n` });
  await act(world, ana, 'withdrawConsent', { id, idempotencyKey: `${id}-w` });

  expect(await act(world, ana, 'giveConsent', { ...input, classes: ['contact', 'income'] })).toEqual(first);
  expect(await actsOn({ id })).toEqual(['GIVE', 'NARROW', 'WITHDRAW']);
  expect(await factOf({ id })).toMatchObject({ validUntil: TODAY });
});

test('an act asked four times at once has one effect', async () => {
  const input = anInput();
  const answers = await Promise.all(Array.from({ length: 4 }, () => act(world, ana, 'giveConsent', input)));
  const { id } = shown(answers[0]!, 'giveConsent')!;

  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(await actsOn({ id })).toEqual(['GIVE']);
});

test('of two withdrawals at the same time one is told that it was too late', async () => {
  const { id } = await give(world, ana);
  const answers = await Promise.all(
    ['one', 'two'].map((key) => act(world, ana, 'withdrawConsent', { id, idempotencyKey: `${id}-${key}` })),
  );

  expect(answers.flatMap(codesOf)).toEqual(['STEP_REFUSED']);
  expect(await actsOn({ id })).toEqual(['GIVE', 'WITHDRAW']);
});

test('a key with another input, or for another act, is refused; the key of another person is another key', async () => {
  const input = anInput();
  const { id } = shown(await act(world, ana, 'giveConsent', input), 'giveConsent')!;
  const budi = (await world.home([{}])).people[0]!;
  const { idempotencyKey } = input;
  const reused = await act(world, ana, 'giveConsent', { ...input, until: '2027-01-02' });
  const elsewhere = await act(world, ana, 'withdrawConsent', { id, idempotencyKey });

  expect([reused, elsewhere].flatMap(codesOf)).toEqual(['IDEMPOTENCY_KEY_REUSED', 'IDEMPOTENCY_KEY_REUSED']);
  expect(await factOf({ id })).toMatchObject({ validUntil: '2027-01-01' });
  expect(shown(await act(world, budi, 'giveConsent', input), 'giveConsent')?.person).toEqual({
    id: budi.id,
  });
});

test('a refused act leaves its key free', async () => {
  const { id } = await give(world, ana, { classes: ['income', 'contact'] });
  const key = { id, idempotencyKey: `${id}-free` };

  expect(codesOf(await act(world, ana, 'narrowConsent', { ...key, classes: ['aid'] }))).toEqual([
    'STEP_REFUSED',
  ]);
  expect(codesOf(await act(world, ana, 'narrowConsent', { ...key, classes: ['income'] }))).toEqual([]);
});
