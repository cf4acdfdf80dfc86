import { grantOf, NOW, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import { Facts, type PersonFacts, type Telling } from '@seisi/schema/facts-mint';
import { viewerKey } from '@seisi/schema/passport';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { idOf } from './application.testing.ts';
import { subgraph } from './subgraph.ts';

const ANN = idOf('person', 1);
const PASSPORT = passportFor(posting(['aid']));
const INPUTS: PersonFacts = {
  age: 60,
  citizen: true,
  income: 0,
  lines: { household: 250_000, perHead: 60_000, foodHousehold: 120_000, foodPerHead: 30_000 },
  household: { income: 0, members: 1, minors: 0 },
};

let database: TestDatabase;
let room: TestRoom;

beforeAll(async () => {
  database = await testDatabase();
  room = openTestRoom(subgraph, database.roomUrl('aid'));
});
afterAll(async () => {
  await room.close();
  await database.close();
});

function factsOf(telling: Telling): Facts {
  const { request, expires } = PASSPORT;
  return new Facts({ subject: ANN, viewer: viewerKey(PASSPORT), request, expires }, telling, () => '');
}

async function ask(scheme: string, telling: Telling) {
  const text = `query ($representations: [_Any!]!, $scheme: ID!) {
    _entities(representations: $representations) { ... on Person { eligible(scheme: $scheme) { answer because } } }
  }`;
  const grant = grantOf(ANN, ['aid'], PASSPORT, NOW + 5000);
  const representations = [{ __typename: 'Person', key: ANN, grant, facts: factsOf(telling) }];
  const { data, errors } = await room.ask(text, { representations, scheme }, PASSPORT);
  const [first] = (data?.['_entities'] ?? []) as { eligible: unknown }[];
  return { eligible: first?.eligible, errors: errors?.map(({ extensions }) => extensions) };
}

const told = (given: Partial<PersonFacts> = {}): Telling => ({
  kind: 'TOLD',
  byRoom: { aid: { ...INPUTS, ...given } },
});

test('a person is told yes, no, or by which facts it cannot be told, and nothing is read', async () => {
  room.statements();
  const answers = await Promise.all([
    ask('BWE', told()),
    ask('BWE', told({ age: 59, household: null })),
    ask('BWE', told({ age: null, household: null })),
    ask('NO-SUCH-SCHEME', told()),
  ]);
  expect(answers.map(({ eligible }) => eligible)).toEqual([
    { answer: 'YES', because: [] },
    { answer: 'NO', because: [] },
    { answer: 'CANNOT_TELL', because: ['AGE', 'HOUSEHOLD'] },
    { answer: 'CANNOT_TELL', because: ['CRITERIA'] },
  ]);
  expect(room.statements()).toEqual([]);
});

test('a closed household withholds what looks at its figures, the same for every value, and nothing else', async () => {
  const withheld = {
    eligible: null,
    errors: [
      {
        code: 'UNAUTHORIZED_FIELD_OR_TYPE',
        coordinate: 'Person.eligible',
        class: 'aid',
        reason: 'NOT_FOR_THIS_SUBJECT',
      },
    ],
  };
  for (const age of [59, 60])
    for (const scheme of ['BKK', 'BWE', 'BA', 'BPT', 'GP', 'BAT'])
      expect(await ask(scheme, told({ age, household: 'CLOSED' }))).toEqual(withheld);
  for (const scheme of ['EPOKU', 'BTB'])
    expect(await ask(scheme, told({ household: 'CLOSED' }))).toEqual({
      eligible: { answer: 'CANNOT_TELL', because: ['OKU_CARD'] },
      errors: undefined,
    });
});

test('without a carrier for this room the answer is unknown, and spent it says so', async () => {
  expect((await ask('BA', { kind: 'TOLD', byRoom: {} })).errors).toEqual([{ code: 'SOURCE_UNAVAILABLE' }]);
  expect((await ask('BA', { kind: 'SPENT' })).errors).toEqual([{ code: 'BUDGET_EXHAUSTED' }]);
});
