import { openDatabase } from '@seisi/host/database';
import { grantOf, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import type { Passport } from '@seisi/schema/passport';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { applications, payments } from './application.table.ts';
import { anApplication, aPayment, idOf } from './application.testing.ts';
import { subgraph } from './subgraph.ts';

const CLASSES = ['aid', 'aid.note', 'payment'] as const;
const PASSPORT = passportFor(posting(CLASSES, ['05']));
const APPLICATIONS = [
  ...Array.from({ length: 30 }, (_, index) => anApplication(index + 1)),
  anApplication(101, { applicantKey: idOf('person', 1), status: 'REJECTED', awardAmount: null }),
  anApplication(102, {
    applicantKey: idOf('person', 1),
    status: 'IN_PROCESS',
    decidedAt: null,
    awardAmount: null,
  }),
  anApplication(103, { applicantKey: idOf('person', 2), decisionReason: null, completeAt: null }),
  anApplication(104, { applicantKey: idOf('person', 99), state: '06', district: '6_1' }),
];

let database: TestDatabase;
let room: TestRoom;

beforeAll(async () => {
  database = await testDatabase();
  const admin = openDatabase(database.adminUrl);
  await admin.db.insert(applications).values(APPLICATIONS);
  const paid = APPLICATIONS.slice(0, 30).flatMap((_, index) =>
    [1, 2, 3].map((month) => aPayment(index + 1, month)),
  );
  await admin.db.insert(payments).values(paid);
  await admin.close();
  room = openTestRoom(subgraph, database.roomUrl('aid'));
});

afterAll(async () => {
  await room.close();
  await database.close();
});

const people = (numbers: readonly number[], passport: Passport = PASSPORT) => ({
  representations: numbers.map((n) => {
    const key = idOf('person', n);
    return { __typename: 'Person', key, grant: grantOf(key, CLASSES, passport) };
  }),
});
const ofPerson = (selection: string) =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { ${selection} } } }`;
const ofFile = (selection: string) =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ApplicationFile { ${selection} } } }`;

test('an application is answered whole below its applicant', async () => {
  const answer = await room.ask(
    ofPerson(`applications { edges { cursor node {
      id reference status submittedAt completeAt decidedAt
      scheme { code name } decision { reason } award { amount startsOn endsOn } applicant { key }
      payments { edges { node { id month amount status paidOn } } pageInfo { hasNextPage } }
    } } pageInfo { endCursor hasNextPage } }`),
    people([3]),
    PASSPORT,
  );
  expect(answer.errors).toBeUndefined();
  const payment = (month: number) => ({
    node: {
      id: idOf('payment', 300 + month),
      month: `2026-0${month}-01`,
      amount: 60_000,
      status: 'PAID',
      paidOn: `2026-0${month}-20`,
    },
  });
  expect(answer.data).toEqual({
    _entities: [
      {
        applications: {
          edges: [
            {
              cursor: expect.any(String),
              node: {
                id: idOf('application', 3),
                reference: 'TEST-3',
                status: 'APPROVED',
                submittedAt: '2026-01-03T02:00:00.000Z',
                completeAt: '2026-01-04T02:00:00.000Z',
                decidedAt: '2026-01-05T02:00:00.000Z',
                scheme: { code: 'BWE', name: expect.stringContaining('Bantuan Warga Emas') },
                decision: { reason: 'The household is below the line.' },
                award: { amount: 60_000, startsOn: '2026-02-01', endsOn: null },
                applicant: { key: idOf('person', 3) },
                payments: { edges: [3, 2, 1].map(payment), pageInfo: { hasNextPage: false } },
              },
            },
          ],
          pageInfo: { endCursor: expect.any(String), hasNextPage: false },
        },
      },
    ],
  });
});

test('what the register does not have is null, without an error', async () => {
  const answer = await room.ask(
    ofPerson(
      'applications { edges { node { reference completeAt decidedAt decision { reason } award { amount } } } }',
    ),
    people([1, 2, 77]),
    PASSPORT,
  );
  expect(answer.errors).toBeUndefined();
  const reason = 'The household is below the line.';
  const first = { completeAt: expect.any(String), decidedAt: expect.any(String), decision: { reason } };
  expect(answer.data).toMatchObject({
    _entities: [
      {
        applications: {
          edges: [
            { node: { reference: 'TEST-102', decidedAt: null, decision: null, award: null } },
            { node: { reference: 'TEST-101', ...first, award: null } },
            { node: { reference: 'TEST-1', ...first, award: { amount: 60_000 } } },
          ],
        },
      },
      {
        applications: {
          edges: [
            { node: { reference: 'TEST-103', completeAt: null, decision: null, award: { amount: 60_000 } } },
            { node: { reference: 'TEST-2' } },
          ],
        },
      },
      { applications: { edges: [] } },
    ],
  });
});

test('one status is asked of one person and another of another in the same words', async () => {
  const text = ofPerson(`rejected: applications(status: REJECTED) { edges { node { reference } } }
    approved: applications(status: APPROVED) { edges { node { reference } } }`);
  const answer = await room.ask(text, people([1]), PASSPORT);
  expect(answer.data).toEqual({
    _entities: [
      {
        rejected: { edges: [{ node: { reference: 'TEST-101' } }] },
        approved: { edges: [{ node: { reference: 'TEST-1' } }] },
      },
    ],
  });
});

test('the number of statements is the same for 1 person and for 30', async () => {
  const text = ofPerson(`applications { edges { node {
    scheme { code } award { amount } payments(first: 2) { edges { node { month } } pageInfo { hasNextPage } } applicant { key }
  } } }`);
  const counts: number[] = [];
  for (const many of [1, 2, 30]) {
    const passport = passportFor(posting(CLASSES, ['05']));
    room.statements();
    const answer = await room.ask(
      text,
      people(
        Array.from({ length: many }, (_, index) => index + 1),
        passport,
      ),
      passport,
    );
    expect(answer.errors).toBeUndefined();
    expect((answer.data as { _entities: unknown[] })._entities).toHaveLength(many);
    counts.push(room.statements().length);
  }
  expect(counts).toEqual([1, 1, 1]);
});

test('a file is found by its reference within reach, and comes back with its content by its id, for one statement', async () => {
  const passport = passportFor(posting(CLASSES, ['05']));
  room.statements();
  const found = await room.ask('{ application(reference: "TEST-7") { id applicant { key } } }', {}, passport);
  expect(found).toEqual({
    data: { application: { id: idOf('application', 7), applicant: { key: idOf('person', 7) } } },
  });
  const grant = grantOf(idOf('person', 7), CLASSES, passport);
  const file = { __typename: 'ApplicationFile', id: idOf('application', 7), applicant: { grant } };
  const opened = await room.ask(
    ofFile('reference application { award { amount } }'),
    { representations: [file] },
    passport,
  );
  expect(opened).toEqual({
    data: { _entities: [{ reference: 'TEST-7', application: { award: { amount: 60_000 } } }] },
  });
  expect(room.statements()).toHaveLength(1);
});

test('by reference a file out of reach and none are a file about nobody, for the same statements; by id they are absent', async () => {
  const outcomes = [];
  for (const reference of ['TEST-104', 'TEST-999']) {
    const passport = passportFor(posting(CLASSES, ['05']));
    room.statements();
    const answer = await room.ask(
      'query ($reference: String!) { application(reference: $reference) { id applicant { key } } }',
      { reference },
      passport,
    );
    const { id, applicant } = Object(answer.data?.['application']) as {
      id: string;
      applicant: { key: string };
    };
    expect([idOf('application', 104), idOf('application', 999)]).not.toContain(id);
    expect(Array.from({ length: 120 }, (_, nth) => idOf('person', nth))).not.toContain(applicant.key);
    outcomes.push(room.statements());
  }
  expect(outcomes[0]).toEqual(outcomes[1]);
  const grant = grantOf(idOf('person', 99), CLASSES, PASSPORT);
  const representations = [104, 999].map((n) => ({
    __typename: 'ApplicationFile',
    id: idOf('application', n),
    applicant: { grant },
  }));
  expect(await room.ask(ofFile('id application { reference }'), { representations }, PASSPORT)).toEqual({
    data: { _entities: [null, null] },
  });
});

test('a reference that cannot be one finds nothing, and never reaches the database', async () => {
  room.statements();
  for (const reference of ['', '\u0000', 'TEST-7\n', 'x'.repeat(65), 'dua puluh'])
    expect(
      await room.ask(
        'query ($reference: String!) { application(reference: $reference) { id } }',
        { reference },
        PASSPORT,
      ),
    ).toEqual({ data: { application: null } });
  expect(room.statements()).toEqual([]);
});
