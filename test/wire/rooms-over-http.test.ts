import { openDatabase } from '@seisi/host/database';
import { openRoom } from '@seisi/host/open-room';
import type { Passport } from '@seisi/schema/passport';
import { supergraph } from '@seisi/schema/sdl';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { referrals } from '../../subgraphs/agency/referral.table.ts';
import { subgraph as agency } from '../../subgraphs/agency/subgraph.ts';
import { groundFacts } from '../../subgraphs/person/ground-fact.table.ts';
import { households, memberships } from '../../subgraphs/person/household.table.ts';
import { people } from '../../subgraphs/person/person.table.ts';
import { subgraph as person } from '../../subgraphs/person/subgraph.ts';
import { type TestDatabase, testDatabase } from '../setup/postgres.ts';
import {
  ask,
  gatewayKey,
  officerPassport,
  type RoomProcess,
  SECRETS,
  serveOverHttp,
} from './room-process.ts';

const HOUSEHOLD = '00000000-0000-4000-8000-000000000001';
const HEAD = '00000000-0000-4000-8000-000000000002';
const OFFICER = '00000000-0000-4000-8000-000000000003';
const GRANT =
  'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Household { key grant } } }';
const REFERRALS = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  ... on Household { referrals { edges { node { reference sentAt need note } } pageInfo { hasNextPage } } }
} }`;

type Entities = readonly (Readonly<Record<string, unknown>> | null)[];

let database: TestDatabase;
let registry: RoomProcess;
let agencies: RoomProcess;

beforeAll(async () => {
  database = await testDatabase();
  await fill();
  // The gateway's key is being changed: each room is called with another one, and knows both.
  const [older, newer] = [gatewayKey('older'), gatewayKey('newer')];
  registry = await serveOverHttp(person, database.roomUrl('person'), [older, newer]);
  agencies = await serveOverHttp(agency, database.roomUrl('agency'), [newer, older]);
});
afterAll(async () => {
  await registry.close();
  await agencies.close();
  await database.close();
});

async function fill(): Promise<void> {
  const registryTables = openDatabase(database.roomUrl('person'));
  await registryTables.db.insert(households).values({
    key: HOUSEHOLD,
    id: HOUSEHOLD,
    registrationNumber: 'KIR-T-1',
    registrationStatus: 'CONFIRMED',
    registeredOn: '2025-01-01',
    state: '05',
    district: '5_5',
    strata: 'URBAN',
    addressLine: 'Alamat ujian',
    postcode: '70000',
    headKey: HEAD,
  });
  await registryTables.db.insert(people).values({
    key: HEAD,
    id: HEAD,
    name: 'Ujian',
    identityNumber: '800101700001',
    identityNumberKind: 'MYKAD',
    birthDate: '1980-01-01',
    sex: 'FEMALE',
    maritalStatus: 'WIDOWED',
    education: 'PRIMARY',
    employment: 'UNEMPLOYED',
  });
  await registryTables.db.insert(memberships).values({
    id: HEAD,
    householdKey: HOUSEHOLD,
    personKey: HEAD,
    relationToHead: 'HEAD',
    since: '2025-01-01',
  });
  await registryTables.db.insert(groundFacts).values({
    id: 'posting-1',
    kind: 'POSTING',
    holder: 'officer-1',
    agency: 'jkm',
    subjectKey: OFFICER,
    areas: ['MY'],
    classes: ['case', 'register'],
    validFrom: '2025-01-01',
  });
  await registryTables.close();

  const agencyTables = openDatabase(database.roomUrl('agency'));
  await agencyTables.db.insert(referrals).values({
    id: HOUSEHOLD,
    reference: 'RJ-T-1',
    householdKey: HOUSEHOLD,
    fromAgency: 'jkm',
    toAgency: 'ngo',
    need: 'FOOD',
    status: 'SENT',
    sentAt: new Date('2026-03-01T00:00:00Z'),
    note: 'Catatan ujian.',
  });
  await agencyTables.close();
}

function representations(grant?: unknown) {
  return [{ __typename: 'Household', key: HOUSEHOLD, grant }];
}

async function mintedText(passport: Passport): Promise<string> {
  const { data, errors } = await ask(registry.room, GRANT, { representations: representations() }, passport);
  expect(errors).toBeUndefined();
  const [entity] = (data?.['_entities'] ?? []) as Entities;
  expect(entity).toEqual({ key: HOUSEHOLD, grant: expect.stringMatching(/^2[.]/) });
  return String(entity?.['grant']);
}

test('a grant minted in one process opens the record in another, and the answer is that of a single process', async () => {
  const passport = officerPassport(['case', 'register']);
  const grant = await mintedText(passport);
  const variables = { representations: representations(grant) };
  const remote = await ask(agencies.room, REFERRALS, variables, passport);

  const local = openRoom(agency, {
    ...SECRETS,
    databaseUrl: database.roomUrl('agency'),
    supergraphSdl: supergraph(),
    now: Date.now,
  });
  const signal = AbortSignal.timeout(5000);
  const single = await local.execute({
    document: parse(REFERRALS),
    text: REFERRALS,
    variables,
    passport,
    signal,
  });
  await local.close();

  const node = {
    reference: 'RJ-T-1',
    sentAt: '2026-03-01T00:00:00.000Z',
    need: 'FOOD',
    note: 'Catatan ujian.',
  };
  expect(remote).toEqual({
    data: { _entities: [{ referrals: { edges: [{ node }], pageInfo: { hasNextPage: false } } }] },
  });
  expect(JSON.parse(JSON.stringify(single))).toEqual(remote);
});

test('the text of a grant opens nothing in another request, for another subject, or after a change', async () => {
  const passport = officerPassport(['case', 'register']);
  const grant = await mintedText(passport);
  const forged = grant.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'));
  const wider = grant.replace(/^2\.[^.]+/, `2.${(2 ** 26 - 1).toString(36)}`);
  const other = [{ __typename: 'Household', key: HEAD, grant }];

  for (const [given, shown] of [
    [representations(grant), officerPassport(['case', 'register'])],
    [representations(forged), passport],
    [representations(wider), passport],
    [representations(''), passport],
    [other, passport],
  ] as const) {
    const { data, errors } = await ask(agencies.room, REFERRALS, { representations: given }, shown);
    expect(data).toEqual({ _entities: [{ referrals: null }] });
    expect(errors?.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([
      [['_entities', 0, 'referrals'], 'SOURCE_UNAVAILABLE'],
    ]);
  }
});

test('a refusal crosses the wire as it is: its path, its code, its class and its reason', async () => {
  const passport = officerPassport(['register']);
  const grant = await mintedText(passport);
  const { data, errors } = await ask(
    agencies.room,
    REFERRALS,
    { representations: representations(grant) },
    passport,
  );

  expect(data).toEqual({ _entities: [{ referrals: null }] });
  expect(errors).toEqual([
    {
      message: 'This ground does not open this field.',
      path: ['_entities', 0, 'referrals'],
      extensions: {
        code: 'UNAUTHORIZED_FIELD_OR_TYPE',
        coordinate: 'Household.referrals',
        class: 'case',
        reason: 'CLASS_NOT_IN_BASIS',
      },
    },
  ]);
});

test('a room over HTTP says that it is ready', async () => {
  await expect(registry.room.ready()).resolves.toBeUndefined();
  await expect(agencies.room.ready()).resolves.toBeUndefined();
});
