import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import {
  type AskedSubject,
  askSubjects,
  freshUuid,
  randomRow,
  watched,
} from '@seisi/host/read-ahead.testing';
import { grantOf, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import type { DataClass } from '@seisi/schema/classes';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { agencies } from './agency.table.ts';
import { referrals } from './referral.table.ts';
import { subgraph } from './subgraph.ts';

const ALL: readonly DataClass[] = ['case', 'aid'];
const REFERRALS = `edges { node { id reference status need sentAt note
  fromAgency { code name kind registrationScheme status } toAgency { code name }
} } pageInfo { hasNextPage }`;
const WHOLE = { Household: `referrals(first: 2) { ${REFERRALS} }`, Person: `referrals { ${REFERRALS} }` };

const AGENCIES = fc.sample(randomRow(agencies, { code: freshUuid }), 3);

const withReading = watched(subgraph, 'AS_IT_DOES');
const withoutReading = watched(subgraph, 'NOT');
let database: TestDatabase;
let tables: DatabaseHandle;
let room: TestRoom;
let slow: TestRoom;

beforeAll(async () => {
  database = await testDatabase();
  tables = openDatabase(database.roomUrl('agency'));
  room = openTestRoom(withReading.subgraph, database.roomUrl('agency'));
  slow = openTestRoom(withoutReading.subgraph, database.roomUrl('agency'));
  await tables.db.insert(agencies).values(AGENCIES);
  await tables.db
    .insert(agencies)
    .values(['T-NGO', 'T-JKM'].map((code) => ({ code, name: code, kind: 'NGO', status: 'ACTIVE' }) as const));
  const row = {
    fromAgency: 'T-JKM',
    toAgency: 'T-NGO',
    need: 'FOOD',
    status: 'SENT',
    note: 'Ujian.',
  } as const;
  const sentAt = new Date('2026-04-05T06:07:08Z');
  const ofPeople = Array.from({ length: 30 }, (_, n) => ({
    ...row,
    id: idOf('referral', n + 1),
    reference: `P${n}`,
    personKey: idOf('person', n + 1),
    sentAt,
  }));
  const ofHousehold = { id: idOf('referral', 99), reference: 'H', householdKey: idOf('household', 1) };
  await tables.db.insert(referrals).values([...ofPeople, { ...row, ...ofHousehold, sentAt }]);
});
afterAll(async () => {
  await Promise.all([room.close(), slow.close(), tables.close()]);
  await database.close();
});

function idOf(kind: 'person' | 'household' | 'referral', n: number): string {
  const prefix = { person: 'aaaaaaaa', household: 'bbbbbbbb', referral: 'cccccccc' }[kind];
  return `${prefix}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** Asks a room for these of some households and people. */
const ask = (of: TestRoom, selections: Record<string, string>, subjects: readonly AskedSubject[]) =>
  askSubjects(of, ALL, selections, subjects);
/** A household and some people. */
const numbered = (count: number): AskedSubject[] => [
  ['Household', idOf('household', 1), ALL],
  ...Array.from({ length: count }, (_, n): AskedSubject => ['Person', idOf('person', n + 1), ALL]),
];

const uuids = fc.uniqueArray(freshUuid, { minLength: 1, maxLength: 3 });
const register = fc.tuple(uuids, uuids).chain(([households, people]) => {
  return fc.record({
    households: fc.constant(households),
    people: fc.constant(people),
    sent: fc.array(
      fc.oneof(
        randomRow(referrals, {
          householdKey: fc.constantFrom(...households),
          personKey: fc.constant(null),
          reference: freshUuid,
        }),
        randomRow(referrals, {
          householdKey: fc.constant(null),
          personKey: fc.constantFrom(...people),
          reference: freshUuid,
        }),
      ),
      { maxLength: 6 },
    ),
  });
});

test('whatever the register holds, answers and loaded rows are the same as without reading ahead', async () => {
  await fc.assert(
    fc.asyncProperty(register, async ({ households, people, sent }) => {
      const found = sent.map((row, n) => {
        const [fromAgency = '', toAgency = ''] = AGENCIES.slice(n % 2).map(({ code }) => code);
        return { ...row, fromAgency, toAgency };
      });
      if (found.length > 0) await tables.db.insert(referrals).values(found);
      const subjects: AskedSubject[] = [
        ...households.map((key): AskedSubject => ['Household', key, ALL]),
        ...people.map((key): AskedSubject => ['Person', key, ALL]),
      ];

      const ahead = await ask(room, WHOLE, subjects);
      expect(ahead.statements).toHaveLength(1);
      expect(ahead.answer).toEqual((await ask(slow, WHOLE, subjects)).answer);

      const [read, loaded] = [withReading.loaders(), withoutReading.loaders()];
      const [two, twenty] = [2, 20].map((limit) => ({ limit, after: null })) as [Limit, Limit];
      for (const key of households)
        expect(await read.referralsByHousehold(two).load(key)).toEqual(
          await loaded.referralsByHousehold(two).load(key),
        );
      for (const key of people)
        expect(await read.referralsByPerson(twenty).load(key)).toEqual(
          await loaded.referralsByPerson(twenty).load(key),
        );
      for (const { toAgency } of found.slice(0, 2))
        expect(await read.agencyByCode.load(toAgency)).toEqual(await loaded.agencyByCode.load(toAgency));
      expect(room.statements()).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
type Limit = { readonly limit: number; readonly after: null };

test('what a profile asks takes one statement, the same for 1 person, for 5 and for 30', async () => {
  const texts: string[][] = [];
  for (const count of [1, 5, 30]) {
    const { answer, statements } = await ask(room, WHOLE, numbered(count));
    expect(answer.errors).toBeUndefined();
    texts.push(statements);
  }
  expect(texts[0]).toHaveLength(1);
  expect(texts).toEqual(texts.map(() => texts[0]));
});

test('what two fetches of one level ask, of a household and of its members, is read in one statement', async () => {
  const passport = passportFor(posting(ALL));
  const fetchOf = (type: 'Household' | 'Person', key: string) =>
    room.ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${WHOLE[type]} } } }`,
      { representations: [{ __typename: type, key, grant: grantOf(key, ALL, passport) }] },
      passport,
    );
  room.statements();
  const answers = await Promise.all([
    fetchOf('Household', idOf('household', 1)),
    fetchOf('Person', idOf('person', 1)),
  ]);
  expect(room.statements()).toHaveLength(1);
  expect(JSON.stringify(answers.map(({ data }) => data))).toMatch(/"reference":"H".*"reference":"P0"/);
});

test('one whose grant closes cases is not read', async () => {
  const [ann, ben, home] = [idOf('person', 1), idOf('person', 2), idOf('household', 1)];
  withReading.values();
  const { answer, statements } = await ask(room, WHOLE, [
    ['Household', home, ['aid']],
    ['Person', ann, ALL],
    ['Person', ben, ['aid']],
  ]);

  expect(answer.errors?.map(({ path }) => path)).toEqual([
    ['_entities', 0, 'referrals'],
    ['_entities', 2, 'referrals'],
  ]);
  expect(statements).toHaveLength(1);
  expect(statements.join()).not.toContain('"household_key" = ');
  expect(withReading.values()).toEqual(['21', `{"${ann}"}`]);
});

test('agencies that nobody asks for are not read', async () => {
  const plain = 'referrals { edges { node { reference } } }';
  const { statements } = await ask(room, { Household: plain, Person: plain }, numbered(2));
  expect(statements).toHaveLength(1);
  expect(statements.join()).toContain('"agency"."referral"');
  expect(statements.join()).not.toContain('"agency"."agency"');
});

test('where the statement fails nothing is taken for read: the loaders answer, and the operator is told', async () => {
  const vain = openTestRoom(watched(subgraph, 'IN_VAIN').subgraph, database.roomUrl('agency'));
  const { answer } = await ask(vain, WHOLE, numbered(3));
  expect(answer).toEqual((await ask(slow, WHOLE, numbered(3))).answer);
  expect(vain.failures()).toEqual(['readAhead: Error']);
  await vain.close();
});
