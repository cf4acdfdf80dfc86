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
import { fillWhole, LEAVES, ROOT } from './guarded-leaves.testing.ts';
import { cards, registrations } from './registration.table.ts';
import { aCard, aRegistration, idOf } from './registration.testing.ts';
import { subgraph } from './subgraph.ts';

const ANN = idOf('person', 1);
const BEN = idOf('person', 2);
const ALL: readonly DataClass[] = ['disability.fact', 'disability', 'contact'];
const PASSPORT = passportFor(posting(ALL));

let database: TestDatabase;
let room: TestRoom;

beforeAll(async () => {
  database = await testDatabase();
  const admin = openDatabase(database.adminUrl);
  await admin.db.insert(registrations).values(aRegistration(2));
  await admin.db.insert(cards).values(aCard(2, 5));
  await fillWhole(admin.db, ANN);
  await admin.close();
  room = openTestRoom(subgraph, database.roomUrl('oku'));
});

afterAll(async () => {
  await room.close();
  await database.close();
});

function askPerson(
  selection: string,
  person: { key: unknown; grant?: unknown },
  passport: Passport = PASSPORT,
) {
  const text = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on Person { ${selection} } }
  }`;
  return room.ask(text, { representations: [{ __typename: 'Person', ...person }] }, passport);
}

test('the table of this test names every classified field of the room', () => {
  const rows = classTable(readAccess(supergraph(), { unmarked: 'closed' })).rows();
  const classified = rows.filter(
    ({ coordinate, kind }) =>
      kind === 'class' &&
      /^(Oku|MedicalCertificate)|\.okuRegistration$|\.okuApplications$/.test(coordinate) &&
      // What stands on a file is asked in the matrix, with the grant that comes with it.
      !/^Oku\w+File\./.test(coordinate) &&
      // It is for the holder's own device, whatever a ground opens (`a-card-is-shown`).
      coordinate !== 'OkuCredential.text',
  );
  expect(LEAVES.map(([coordinate, of]) => `${coordinate} ${of}`).toSorted()).toEqual(
    classified.map(({ coordinate, dataClass }) => `${coordinate} ${dataClass}`).toSorted(),
  );
});

test.each(LEAVES)(
  '%s is answered to a grant of %s, and withheld without',
  async (coordinate, of, selection, closedAt) => {
    const key = ANN;
    const asked = selection;
    const granted = await askPerson(asked, { key, grant: grantOf(key, ['disability.fact', of], PASSPORT) });
    expect(granted.errors).toBeUndefined();
    expect(JSON.stringify(granted.data)).toContain(`"${coordinate.split('.')[1]}":`);
    expect(JSON.stringify(granted.data)).not.toContain('null');

    const others = ALL.filter((name) => name !== of);
    const narrow = passportFor(posting(others));
    const closed = [
      {
        answer: await askPerson(asked, { key, grant: grantOf(key, others, PASSPORT) }),
        reason: 'NOT_FOR_THIS_SUBJECT',
      },
      {
        answer: await askPerson(asked, { key, grant: grantOf(key, ALL, narrow) }, narrow),
        reason: 'CLASS_NOT_IN_BASIS',
      },
    ];
    for (const { answer, reason } of closed) {
      expect(answer.errors).toHaveLength(1);
      const extensions = { code: 'UNAUTHORIZED_FIELD_OR_TYPE', coordinate: closedAt, class: of, reason };
      expect(answer.errors?.[0]?.extensions).toEqual(extensions);
      expect(JSON.stringify(answer.data)).toContain(`"${closedAt.split('.')[1]}":null`);
    }
  },
);

test('without a genuine passport that has not expired, nothing is answered and nothing is read', async () => {
  const lookalikes = [
    { ...PASSPORT },
    Object.create(PASSPORT),
    passportFor(posting(ALL), { expires: NOW }),
    null,
  ];
  room.statements();
  for (const passport of lookalikes as Passport[]) {
    const person = { key: ANN, grant: grantOf(ANN, ALL, PASSPORT) };
    const answer = await askPerson('okuRegistration { id }', person, passport);
    expect(answer.data).toBeNull();
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'UNAUTHENTICATED' }]);
  }
  expect(room.statements()).toEqual([]);
});

test('without a grant that fits, whether somebody is registered is unknown and nothing is read', async () => {
  const { request } = PASSPORT;
  const text = GRANTS.write(grantOf(ANN, ALL, PASSPORT));
  const misfits = [
    undefined,
    null,
    { ...grantOf(ANN, ALL, PASSPORT) },
    grantOf(BEN, ALL, PASSPORT),
    grantOf(ANN, ALL, passportFor(posting(ALL), { request, viewer: { id: 'officer-2' } })),
    grantOf(ANN, ALL, passportFor(posting(ALL))),
    grantOf(ANN, ALL, passportFor(NO_BASIS, { request })),
    grantOf(ANN, ALL, PASSPORT, NOW),
    GRANTS.write(grantOf(BEN, ALL, PASSPORT)),
    text.replace(/^2\.[^.]*/, '2.zzz'),
    text.slice(0, -1),
    '2.1.0.0.0.1',
  ];
  room.statements();
  for (const key of [ANN, idOf('person', 99)]) {
    for (const grant of misfits.filter((value) => key === ANN || typeof value !== 'object')) {
      const answer = await askPerson('okuRegistration { id }', { key, grant });
      expect(answer.data).toEqual({ _entities: [{ okuRegistration: null }] });
      const extensions = { code: 'SOURCE_UNAVAILABLE', coordinate: ROOT };
      expect(answer.errors?.map((error) => error.extensions)).toEqual([extensions]);
    }
  }
  expect(room.statements()).toEqual([]);
});

test('withheld is the same for someone in the register and for someone who is not', async () => {
  const answers = await Promise.all(
    [ANN, idOf('person', 99)].map((key) =>
      askPerson('okuRegistration { number }', { key, grant: grantOf(key, ['contact'], PASSPORT) }),
    ),
  );
  expect(JSON.stringify(answers[0])).toBe(JSON.stringify(answers[1]));
  expect(answers[0]?.errors).toHaveLength(1);
});

test('a malformed key is nobody, and never reaches the database', async () => {
  room.statements();
  for (const key of [undefined, null, '', 'x', ANN.toUpperCase(), `${ANN}'`, `${ANN},${BEN}`, [ANN]]) {
    const answer = await askPerson('key', { key, grant: grantOf(ANN, ALL, PASSPORT) });
    expect(answer).toEqual({ data: { _entities: [null] } });
  }
  expect(room.statements()).toEqual([]);
});
