import { openDatabase } from '@seisi/host/database';
import { grantOf, NOW, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import type { DataClass } from '@seisi/schema/classes';
import { Facts, type Telling } from '@seisi/schema/facts-mint';
import { type Passport, viewerKey } from '@seisi/schema/passport';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { registrations } from './registration.table.ts';
import { aRegistration, idOf } from './registration.testing.ts';
import { subgraph } from './subgraph.ts';

const HOME = '77777777-0000-4000-8000-000000000001';
const OTHER = '77777777-0000-4000-8000-000000000002';
const [REGISTERED, REFUSED, NOBODY] = [1, 2, 3].map((n) => idOf('person', n)) as [string, string, string];
const PASSPORT = passportFor(posting(['disability.fact', 'register']));
const UNKNOWN = { code: 'SOURCE_UNAVAILABLE' };

let database: TestDatabase;
let room: TestRoom;

beforeAll(async () => {
  database = await testDatabase();
  const admin = openDatabase(database.adminUrl);
  await admin.db.insert(registrations).values([aRegistration(1), aRegistration(2, { status: 'REFUSED' })]);
  await admin.close();
  room = openTestRoom(subgraph, database.roomUrl('oku'));
});
afterAll(async () => {
  await room.close();
  await database.close();
});

function tells(members: readonly string[], whole = true): Telling {
  return { kind: 'TOLD', byRoom: { oku: { members, whole } } };
}

function factsOf(telling: Telling, given: { subject?: string; passport?: Passport; expires?: number } = {}) {
  const { subject = HOME, passport = PASSPORT, expires = NOW + 5000 } = given;
  const binding = { subject, viewer: viewerKey(passport), request: passport.request, expires };
  return new Facts(binding, telling, () => '');
}

async function ask(
  facts: unknown,
  classes: readonly DataClass[] = ['disability.fact'],
  { many = 1, passport = PASSPORT } = {},
) {
  const text = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on Household { hasOkuMember } }
  }`;
  const one = { __typename: 'Household', key: HOME, grant: grantOf(HOME, classes, passport), facts };
  const representations = Array.from({ length: many }, () => one);
  const { data, errors } = await room.ask(text, { representations }, passport);
  const [first] = (data?.['_entities'] ?? []) as { hasOkuMember: unknown }[];
  return { answer: first?.hasOkuMember, errors: errors?.map(({ extensions }) => extensions) };
}

test.each([
  [[NOBODY, REGISTERED], true, 'YES'],
  [[NOBODY, REGISTERED], false, 'YES'],
  [[NOBODY, REFUSED], true, 'NO'],
  [[NOBODY, REFUSED], false, 'CANNOT_TELL'],
  [[], true, 'CANNOT_TELL'],
] as const)('of members %j, everybody told: %s, the register says %s', async (members, whole, answer) => {
  expect(await ask(factsOf(tells(members, whole)))).toEqual({ answer, errors: undefined });
});

test('what is no carrier for this room, household, viewer, request and moment leaves the answer unknown', async () => {
  const told = tells([REGISTERED]);
  const forged = {
    subject: HOME,
    viewer: viewerKey(PASSPORT),
    request: PASSPORT.request,
    expires: NOW + 5000,
  };
  const others: readonly unknown[] = [
    null,
    'text',
    forged,
    factsOf({ kind: 'TOLD', byRoom: {} }),
    factsOf(told, { subject: OTHER }),
    factsOf(told, { passport: passportFor(posting(['disability.fact', 'register'])) }),
    factsOf(told, { expires: NOW }),
  ];
  room.statements();
  for (const facts of others) expect(await ask(facts)).toEqual({ answer: null, errors: [UNKNOWN] });
  expect(await ask(undefined)).toEqual({ answer: null, errors: [UNKNOWN] });
  expect(room.statements()).toEqual([]);
});

test('the carrier opens nothing: without the class in the grant the answer is withheld', async () => {
  const withheld = {
    code: 'UNAUTHORIZED_FIELD_OR_TYPE',
    coordinate: 'Household.hasOkuMember',
    class: 'disability.fact',
    reason: 'NOT_FOR_THIS_SUBJECT',
  };
  for (const facts of [factsOf(tells([REGISTERED])), factsOf({ kind: 'SPENT' }), null])
    expect(await ask(facts, ['register'])).toEqual({ answer: null, errors: [withheld] });
});

test('when the day’s answers are used up, it says so and reads nothing', async () => {
  const passport = passportFor(posting(['disability.fact']));
  room.statements();
  expect(await ask(factsOf({ kind: 'SPENT' }, { passport }), ['disability.fact'], { passport })).toEqual({
    answer: null,
    errors: [{ code: 'BUDGET_EXHAUSTED' }],
  });
  expect(room.statements()).toEqual([]);
});

test('thirty households of three take one statement, as one does', async () => {
  for (const many of [1, 30]) {
    const passport = passportFor(posting(['disability.fact']));
    room.statements();
    const facts = factsOf(tells([NOBODY, REFUSED, REGISTERED]), { passport });
    expect(await ask(facts, ['disability.fact'], { many, passport })).toMatchObject({ answer: 'YES' });
    expect(room.statements()).toHaveLength(1);
  }
});
