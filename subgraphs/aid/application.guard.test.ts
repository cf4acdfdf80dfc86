import { openDatabase } from '@seisi/host/database';
import { GRANTS, grantOf, NOW, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import { classTable } from '@seisi/schema/access/class-table';
import { readAccess } from '@seisi/schema/access/read';
import type { DataClass } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import { supergraph } from '@seisi/schema/sdl';
import { NO_BASIS } from '@seisi/schema/viewer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { applications, payments } from './application.table.ts';
import {
  aFinding,
  aNotice,
  anApplication,
  anInvestigation,
  aPayment,
  aProposal,
  aStatement,
  bothClocks,
  idOf,
} from './application.testing.ts';
import { decisions, investigations, statements } from './application-process.table.ts';
import { clocks } from './clock.table.ts';
import { findings } from './finding.table.ts';
import { LEAVES } from './guarded-leaves.testing.ts';
import { notices } from './notice.table.ts';
import { subgraph } from './subgraph.ts';

const ANN = idOf('person', 1);
const BEN = idOf('person', 2);
const ALL: readonly DataClass[] = ['aid', 'aid.note', 'payment'];
const PASSPORT = passportFor(posting(ALL));
const UNKNOWN = { code: 'SOURCE_UNAVAILABLE', coordinate: 'Person.applications' };

/** `handling.guard.test.ts` names these, and what is below them. */
const NAMED_BY_HANDLING = /^Application\.(appeals|awards|reviews)$/;

let database: TestDatabase;
let room: TestRoom;

beforeAll(async () => {
  database = await testDatabase();
  const admin = openDatabase(database.adminUrl);
  await admin.db
    .insert(applications)
    .values([anApplication(1, { awardEndsOn: '2026-12-31' }), anApplication(2)]);
  await admin.db.insert(payments).values(aPayment(1, 1));
  await admin.db.insert(clocks).values(bothClocks(1));
  await admin.db.insert(notices).values(aNotice(1, new Date(NOW)));
  await admin.db.insert(investigations).values(anInvestigation(1, new Date(NOW)));
  await admin.db.insert(findings).values(aFinding(1, new Date(NOW)));
  await admin.db.insert(statements).values(aStatement(1));
  await admin.db.insert(decisions).values(aProposal(1, new Date(NOW)));
  await admin.close();
  room = openTestRoom(subgraph, database.roomUrl('aid'));
});

afterAll(async () => {
  await room.close();
  await database.close();
});

const askEntity = (type: string, selection: string, representation: object, passport: Passport) => {
  const text = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type} { ${selection} } } }`;
  return room.ask(text, { representations: [{ __typename: type, ...representation }] }, passport);
};
const askNode = (selection: string, grant: unknown, passport: Passport) =>
  askEntity('Person', `applications { edges { node { id ${selection} } } }`, { key: ANN, grant }, passport);
const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce((part: unknown, step) => (part as Record<string, unknown> | null)?.[step], value);
const entity = ({ data }: Awaited<ReturnType<TestRoom['ask']>>) =>
  (data as { _entities: unknown[] })._entities[0];

test('the table of this test names every classified field that a person’s grant opens in this room', () => {
  const table = classTable(readAccess(supergraph(), { unmarked: 'closed' }));
  const types = [
    'Application',
    'Award',
    'Decision',
    'Payment',
    'Notice',
    'Scheme',
    'ApplicationConnection',
    'ApplicationEdge',
  ];
  const classified = table
    .rows()
    .filter(({ coordinate, kind }) => kind === 'class' && types.includes(coordinate.split('.')[0] ?? ''))
    .filter(({ coordinate }) => !NAMED_BY_HANDLING.test(coordinate))
    .map(({ coordinate, dataClass }) => `${coordinate} ${dataClass}`);
  const named = LEAVES.map(([coordinate, of]) => `${coordinate} ${of}`);
  expect(named.toSorted()).toEqual([...classified, 'Person.applications aid'].toSorted());
});

test.each(LEAVES)(
  '%s is answered to a grant of %s, and withheld without',
  async (coordinate, of, selection, closedAt, path) => {
    const open = await askNode(selection, grantOf(ANN, ['aid', of], PASSPORT), PASSPORT);
    expect(open.errors).toBeUndefined();
    expect(JSON.stringify(entity(open))).not.toContain('null');
    const field = coordinate.split('.')[1] ?? '';
    expect(JSON.stringify(entity(open))).toContain(`"${field}":`);

    const others = ALL.filter((name) => name !== of);
    const narrow = passportFor(posting(others));
    const closed = [
      {
        answer: await askNode(selection, grantOf(ANN, others, PASSPORT), PASSPORT),
        reason: 'NOT_FOR_THIS_SUBJECT',
      },
      { answer: await askNode(selection, grantOf(ANN, ALL, narrow), narrow), reason: 'CLASS_NOT_IN_BASIS' },
    ];
    for (const { answer, reason } of closed) {
      expect(answer.errors).toHaveLength(1);
      expect(answer.errors?.[0]?.path?.join('.')).toBe(`_entities.0.${path}`);
      const extensions = { code: 'UNAUTHORIZED_FIELD_OR_TYPE', coordinate: closedAt, class: of, reason };
      expect(answer.errors?.[0]?.extensions).toEqual(extensions);
      expect(at(entity(answer), path)).toBeNull();
    }
  },
);

test('without a genuine passport that has not expired, nothing is answered and nothing is read', async () => {
  const lookalikes = [
    { ...PASSPORT },
    JSON.parse(JSON.stringify(PASSPORT)),
    Object.create(PASSPORT),
    passportFor(posting(ALL), { expires: NOW }),
    null,
  ] as Passport[];
  room.statements();
  for (const passport of lookalikes) {
    const answer = await askNode('reference', grantOf(ANN, ALL, PASSPORT), passport);
    expect(answer.data).toBeNull();
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'UNAUTHENTICATED' }]);
  }
  expect(room.statements()).toEqual([]);
});

test('without a grant that fits, a person’s applications are unknown and nothing is read', async () => {
  const { request } = PASSPORT;
  const genuine = grantOf(ANN, ALL, PASSPORT);
  const misfits = [
    undefined,
    null,
    { ...genuine },
    grantOf(BEN, ALL, PASSPORT),
    grantOf(ANN, ALL, passportFor(posting(ALL), { request, viewer: { id: 'officer-2' } })),
    grantOf(ANN, ALL, passportFor(posting(ALL))),
    grantOf(ANN, ALL, PASSPORT, NOW),
    GRANTS.write(grantOf(BEN, ALL, PASSPORT)),
    GRANTS.write(genuine).replace(/^2\.[^.]*/, '2.zzz'),
    `${GRANTS.write(genuine).slice(0, -1)}`,
    '2.1.0.0.0.1',
    '',
  ];
  room.statements();
  for (const grant of misfits) {
    const answer = await askNode('reference', grant, PASSPORT);
    expect(entity(answer)).toEqual({ applications: null });
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([UNKNOWN]);
  }
  expect(room.statements()).toEqual([]);
});

test('a malformed key is nobody, and never reaches the database', async () => {
  room.statements();
  for (const key of [undefined, null, '', 'x', ANN.toUpperCase(), `${ANN}'`, `${ANN},${BEN}`, [ANN]]) {
    const answer = await askEntity('Person', 'key', { key, grant: grantOf(ANN, ALL, PASSPORT) }, PASSPORT);
    expect(answer).toEqual({ data: { _entities: [null] } });
  }
  expect(room.statements()).toEqual([]);
});

test('a file opens its application to its own applicant’s grant alone', async () => {
  const selection = 'id reference application { reference payments { edges { node { amount } } } }';
  const file = (grant: unknown, passport = PASSPORT) =>
    askEntity('ApplicationFile', selection, { id: idOf('application', 1), applicant: { grant } }, passport);
  const id = idOf('application', 1);
  const opened = await file(grantOf(ANN, ['aid'], PASSPORT));
  expect(entity(opened)).toEqual({
    id,
    reference: 'TEST-1',
    application: { reference: 'TEST-1', payments: null },
  });
  expect(opened.errors?.map(({ extensions }) => extensions?.['coordinate'])).toEqual([
    'Application.payments',
  ]);
  for (const grant of [
    null,
    undefined,
    'forged',
    grantOf(BEN, ALL, PASSPORT),
    grantOf(ANN, ALL, PASSPORT, NOW),
  ])
    expect(await file(grant)).toEqual({ data: { _entities: [{ id, reference: null, application: null }] } });
  const withoutAid = await file(grantOf(ANN, ['payment'], PASSPORT));
  expect(withoutAid.errors?.map(({ extensions }) => extensions?.['reason'])).toEqual(
    Array(2).fill('NOT_FOR_THIS_SUBJECT'),
  );
});

test('an application cannot be entered by itself', async () => {
  const answer = await askEntity(
    'ApplicationFile',
    'id',
    { __typename: 'Application', id: idOf('application', 1) },
    PASSPORT,
  );
  expect(answer.data).not.toMatchObject({ _entities: [{ id: expect.any(String) }] });
});

test('to look for files by reference or status, the ground must hold the class of what is looked for', async () => {
  const narrow = passportFor(posting(['payment']));
  const anonymous = passportFor(NO_BASIS, { viewer: null });
  for (const [text, coordinate] of [
    ['{ application(reference: "TEST-1") { id } }', 'Query.application'],
    ['{ applicationFiles(status: APPROVED) { edges { cursor } } }', 'Query.applicationFiles'],
  ] as const) {
    const refused = await room.ask(text, {}, narrow);
    const extensions = {
      code: 'UNAUTHORIZED_FIELD_OR_TYPE',
      coordinate,
      class: 'aid',
      reason: 'CLASS_NOT_IN_BASIS',
    };
    expect(refused.errors?.map((error) => error.extensions)).toEqual([extensions]);
    const { data, errors } = await room.ask(text, {}, anonymous);
    expect(errors).toHaveLength(1);
    expect(Object.values(data ?? {})).toEqual([null]);
  }
});
