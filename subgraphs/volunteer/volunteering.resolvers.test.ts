import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { grantOf, NOW, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import type { DataClass } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import { NO_BASIS } from '@seisi/schema/viewer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { subgraph } from './subgraph.ts';
import { assignments, organisations, volunteerings } from './volunteering.table.ts';

const ACTIVE = '00000000-0000-4000-8000-000000000001';
const NEW = '00000000-0000-4000-8000-000000000002';
const NO_VOLUNTEER = '00000000-0000-4000-8000-000000000003';
const PROFILE = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person {
  key
  volunteering { id applicationNumber status interests inductedOn
    organisation { code name } assignments { id activity status startsOn hours } }
} } }`;
const ACTIVE_RECORD = {
  id: id(1),
  applicationNumber: 'SK-2026-000001',
  status: 'ACTIVE',
  interests: ['HOME_HELP', 'DISASTER_RELIEF'],
  inductedOn: '2026-02-03',
  organisation: { code: 'PSK-T1', name: 'Pertubuhan Ujian' },
  assignments: [
    { id: id(12), activity: 'HOME_HELP', status: 'OFFERED', startsOn: '2026-11-01', hours: 0 },
    { id: id(13), activity: 'DISASTER_RELIEF', status: 'DONE', startsOn: '2026-03-01', hours: 9 },
    { id: id(11), activity: 'HOME_HELP', status: 'DONE', startsOn: '2026-03-01', hours: 4 },
  ],
};

let database: TestDatabase;
let tables: DatabaseHandle;
let room: TestRoom;

beforeAll(async () => {
  database = await testDatabase();
  tables = openDatabase(database.roomUrl('volunteer'));
  await tables.db.insert(organisations).values({ code: 'PSK-T1', name: 'Pertubuhan Ujian' });
  await tables.db.insert(volunteerings).values([
    {
      ...ACTIVE_RECORD,
      status: 'ACTIVE',
      interests: ['HOME_HELP', 'DISASTER_RELIEF'],
      personKey: ACTIVE,
      organisationCode: 'PSK-T1',
    },
    { id: id(2), personKey: NEW, applicationNumber: 'SK-2026-000002', status: 'RECEIVED', interests: [] },
  ]);
  await tables.db.insert(assignments).values([
    {
      id: id(11),
      volunteeringId: id(1),
      activity: 'HOME_HELP',
      status: 'DONE',
      startsOn: '2026-03-01',
      hours: 4,
    },
    {
      id: id(12),
      volunteeringId: id(1),
      activity: 'HOME_HELP',
      status: 'OFFERED',
      startsOn: '2026-11-01',
      hours: 0,
    },
    {
      id: id(13),
      volunteeringId: id(1),
      activity: 'DISASTER_RELIEF',
      status: 'DONE',
      startsOn: '2026-03-01',
      hours: 9,
    },
  ]);
  room = openTestRoom(subgraph, database.roomUrl('volunteer'));
});
beforeEach(() => {
  room.statements();
});
afterAll(async () => {
  await room.close();
  await tables.close();
  await database.close();
});

function id(number: number): string {
  return `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;
}

function person(key: string, grant: unknown) {
  return { __typename: 'Person', key, grant };
}

/** Asks for the volunteering of people with a grant of these classes each. */
function profile(keys: readonly string[], classes: readonly DataClass[], passport: Passport) {
  const representations = keys.map((key) => person(key, grantOf(key, classes, passport)));
  return room.ask(PROFILE, { representations }, passport);
}

test('a grant that opens volunteering opens the whole record, its assignments newest first', async () => {
  const passport = passportFor(posting(['volunteering']));
  const { data, errors } = await profile([ACTIVE], ['volunteering'], passport);

  expect(errors).toBeUndefined();
  expect(data).toEqual({ _entities: [{ key: ACTIVE, volunteering: ACTIVE_RECORD }] });
});

test('a record without organisation, induction or assignments says so without an error, and so does a person without a record', async () => {
  const passport = passportFor(posting(['volunteering']));
  const { data, errors } = await profile([NEW, NO_VOLUNTEER], ['volunteering'], passport);

  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    _entities: [
      { volunteering: { organisation: null, inductedOn: null, assignments: [], interests: [] } },
      { volunteering: null },
    ],
  });
});

test('one statement, whatever the number of people', async () => {
  const passport = passportFor(posting(['volunteering']));
  await profile([ACTIVE], ['volunteering'], passport);
  const one = room.statements().length;
  const again = passportFor(posting(['volunteering']));
  await profile(
    [ACTIVE, NEW, NO_VOLUNTEER, ...Array.from({ length: 20 }, (_, n) => id(n + 100))],
    ['volunteering'],
    again,
  );

  expect(one).toBe(1);
  expect(room.statements()).toHaveLength(one);
});

test('a grant without the class withholds the same way whether or not there is a record, and reads nothing', async () => {
  const passport = passportFor(posting(['volunteering', 'register']));
  const { data, errors } = await profile([ACTIVE, NO_VOLUNTEER], ['register'], passport);

  expect(data).toEqual({
    _entities: [
      { key: ACTIVE, volunteering: null },
      { key: NO_VOLUNTEER, volunteering: null },
    ],
  });
  expect(errors?.map(({ path, extensions }) => ({ path, extensions }))).toEqual(
    [0, 1].map((place) => ({
      path: ['_entities', place, 'volunteering'],
      extensions: {
        code: 'UNAUTHORIZED_FIELD_OR_TYPE',
        coordinate: 'Person.volunteering',
        class: 'volunteering',
        reason: 'NOT_FOR_THIS_SUBJECT',
      },
    })),
  );
  expect(room.statements()).toEqual([]);
});

test('a basis without the class withholds even where the grant would open it', async () => {
  const passport = passportFor(posting(['register']));
  const { data, errors } = await profile([ACTIVE], ['volunteering'], passport);

  expect(data).toEqual({ _entities: [{ key: ACTIVE, volunteering: null }] });
  expect(errors?.map((error) => error.extensions?.['reason'])).toEqual(['CLASS_NOT_IN_BASIS']);
  expect(room.statements()).toEqual([]);
});

test('no grant, or one of another subject, viewer, request or time, is no grant', async () => {
  const basis = posting(['volunteering']);
  const passport = passportFor(basis);
  const others: unknown[] = [
    null,
    undefined,
    { subject: ACTIVE, classes: -1 },
    grantOf(NEW, ['volunteering'], passport),
    grantOf(
      ACTIVE,
      ['volunteering'],
      passportFor(basis, { viewer: { id: 'officer-2' }, request: passport.request }),
    ),
    grantOf(ACTIVE, ['volunteering'], passportFor(basis)),
    grantOf(ACTIVE, ['volunteering'], passport, NOW),
  ];
  const representations = others.map((grant) => person(ACTIVE, grant));
  const { data, errors } = await room.ask(PROFILE, { representations }, passport);

  expect(data).toEqual({ _entities: others.map(() => ({ key: ACTIVE, volunteering: null })) });
  expect(errors?.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual(
    others.map((_, place) => [['_entities', place, 'volunteering'], 'SOURCE_UNAVAILABLE']),
  );
  expect(room.statements()).toEqual([]);
});

test('nobody without a genuine passport that has not expired is answered at all', async () => {
  const passport = passportFor(posting(['volunteering']));
  const expired = passportFor(posting(['volunteering']), { expires: NOW });
  for (const shown of [expired, { ...passport }, null]) {
    const representations = [person(ACTIVE, grantOf(ACTIVE, ['volunteering'], passport))];
    const { data, errors } = await room.ask(PROFILE, { representations }, shown as Passport);
    expect(data).toBeNull();
    expect(errors?.map((error) => error.extensions?.['code'])).toEqual(['UNAUTHENTICATED']);
  }
});

test('the organisations are for every authenticated viewer, by code, and for nobody else', async () => {
  const query = '{ voluntaryOrganisations { code name } }';
  const known = await room.ask(query, {}, passportFor(NO_BASIS));
  const found = (known.data?.['voluntaryOrganisations'] ?? []) as { code: string }[];
  const codes = found.map(({ code }) => code);

  expect(known.errors).toBeUndefined();
  expect(codes).toContain('PSK-T1');
  expect(codes).toEqual(codes.toSorted());

  const unknown = await room.ask(query, {}, passportFor(NO_BASIS, { viewer: null }));
  expect(unknown.data).toBeNull();
  expect(unknown.errors?.map((error) => error.extensions?.['code'])).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
});
