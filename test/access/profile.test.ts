import { castOf } from '@seisi/migrations/seed/known';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ASKING, NOW, openOracle } from '../oracle/oracle.ts';
import { GOLDENS, goldenOf, PROFILE, type Response, readGolden } from '../queries/golden.ts';
import { type House, openHouse } from '../setup/house.ts';
import { askAs, expectSame } from './expected.ts';

const oracle = openOracle();
let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());

const goldens = GOLDENS.map((golden) => [golden.asking.name, golden] as const);

test.each(goldens)('the golden profile of %s is what the rules say', (_name, { asking, path }) => {
  expect(readGolden(path)).toEqual(JSON.parse(JSON.stringify(goldenOf(oracle, asking))));
});

test.each(goldens)('the house answers the profile of %s to the letter', async (_name, { asking, path }) => {
  const { variables, response } = readGolden(path);
  const { text } = await askAs(house, asking, { query: PROFILE, variables });
  expect(sorted(JSON.parse(text))).toEqual(sorted(response));
});

test('a welfare officer gets a household of the own district from all five registers, without an error', async () => {
  const asking = ASKING.find(({ persona }) => persona === 'district-officer')!;
  const id = castOf(1).known.id;
  const { data, errors } = await expectSame(house, oracle, asking, { query: PROFILE, variables: { id } });
  const people = data.household.members.map(({ person }: { person: unknown }) => person);
  const filled = {
    person: data.household.assessment.status,
    aid: people.flatMap((person: never) => person['applications']['edges']),
    oku: people.map((person: never) => person['okuRegistration']).filter(Boolean),
    volunteer: people.map((person: never) => person['volunteering']).filter(Boolean),
    agency: data.household.referrals.edges,
  };
  expect(errors).toEqual([]);
  for (const [room, found] of Object.entries(filled)) expect(found, room).not.toHaveLength(0);
});

test('the same officer gets a household of another district as null without an error', async () => {
  const variables = { id: castOf(1).elsewhere.id };
  const answer = await house.ask('district-officer', { query: PROFILE, variables });
  expect(answer.text.trim()).toBe('{"data":{"household":null}}');
});

/** Errors come in no order that a client could rely on. */
function sorted({ errors, ...response }: Response): unknown {
  const placeOf = (error: NonNullable<Response['errors']>[number]) =>
    JSON.stringify([error.path, error.extensions['coordinate']]);
  return {
    ...response,
    errors: errors?.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1)),
  };
}
