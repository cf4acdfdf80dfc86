import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { grantOf, NOW, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import { classSet } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import { type Basis, NO_BASIS } from '@seisi/schema/viewer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { type ReferralRow, referrals } from './referral.table.ts';
import { UNANSWERED } from './referral.testing.ts';
import { subgraph } from './subgraph.ts';

const PERSON = key(1);
const HOUSEHOLD = key(2);
const OTHER = key(3);
const ABOUT_PERSON = row(11, { personKey: PERSON, fromAgency: 'kkm', toAgency: 'jkm' });
const ABOUT_HOUSEHOLD = row(12, {
  householdKey: HOUSEHOLD,
  fromAgency: 'jkm',
  toAgency: 'ngo',
  status: 'ACCEPTED',
});
const BETWEEN_OTHERS = row(13, { personKey: PERSON, fromAgency: 'kkm', toAgency: 'ngo' });
const SELF_MADE = row(14, { householdKey: HOUSEHOLD, fromAgency: 'jkm', toAgency: 'jkm' });
const LATER = row(15, { householdKey: OTHER, fromAgency: 'jkm', toAgency: 'kkm' });

const BY_REFERENCE = `query ($reference: String!) { referral(reference: $reference) {
  id household { key } person { key } subject { __typename ... on Person { key } ... on Household { key } }
} }`;
const LIST = `query ($status: ReferralStatus, $first: Int, $after: String) {
  referralFiles(status: $status, first: $first, after: $after) { edges { node { id } } pageInfo { endCursor hasNextPage } }
}`;
const CONTENT = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on ReferralFile { id referral { reference note toAgency { code } } } }
}`;

let database: TestDatabase;
let tables: DatabaseHandle;
let room: TestRoom;

beforeAll(async () => {
  database = await testDatabase();
  tables = openDatabase(database.roomUrl('agency'));
  await tables.db.insert(referrals).values([ABOUT_PERSON, ABOUT_HOUSEHOLD, BETWEEN_OTHERS, SELF_MADE, LATER]);
  room = openTestRoom(subgraph, database.roomUrl('agency'));
});
beforeEach(() => {
  room.statements();
});
afterAll(async () => {
  await room.close();
  await tables.close();
  await database.close();
});

function key(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function row(
  number: number,
  given: Partial<ReferralRow> & Pick<ReferralRow, 'fromAgency' | 'toAgency'>,
): ReferralRow {
  const sentAt = new Date(Date.parse('2026-01-01T00:00:00Z') + number * 1000);
  const common = { id: key(number), reference: `R-${number}`, householdKey: null, personKey: null, sentAt };
  return { ...UNANSWERED, ...common, need: 'FOOD', status: 'SENT', note: 'Catatan.', ...given };
}

function self(personKey: string): Basis {
  return { kind: 'SELF', personKey, classes: classSet(['case']) };
}

function agreement(agency: string): Basis {
  const purpose = 'SERVICE_DELIVERY';
  const ground = {
    id: 'agreement-1',
    agency,
    purpose,
    legalBasis: 'AGREEMENT',
    areas: ['MY'],
    population: 'ALL',
  } as const;
  return { kind: 'AGREEMENT', ...ground, classes: classSet(['case']) };
}

/** Whether a file is one of this test's; any other is about nobody. */
const isKnown = (file: unknown) => [11, 12, 13, 14].map(key).includes((file as { id: string }).id);

async function find(reference: string, basis: Basis) {
  return (await room.ask(BY_REFERENCE, { reference }, passportFor(basis))).data?.['referral'];
}

async function list(given: Readonly<Record<string, unknown>>, passport: Passport) {
  const { data, errors } = await room.ask(LIST, given, passport);
  const found = data?.['referralFiles'] as {
    edges: { node: { id: string } }[];
    pageInfo: { endCursor: string; hasNextPage: boolean };
  } | null;
  return { errors, ids: found?.edges.map(({ node }) => node.id), page: found?.pageInfo };
}

test('a file names the one subject that it is about; the other side is asked about by a key that is nobody’s there', async () => {
  const about = [
    ['R-11', key(11), 'Person', PERSON],
    ['R-12', key(12), 'Household', HOUSEHOLD],
  ] as const;
  for (const [reference, id, __typename, of] of about) {
    const sides = { household: { key: of }, person: { key: of }, subject: { __typename, key: of } };
    expect(await find(reference, posting(['case']))).toEqual({ id, ...sides });
  }
});

test('a reference is found by sender, receiver and the person it is about, and by nobody else', async () => {
  const finders = async (reference: string) =>
    Promise.all(
      [agreement('jkm'), agreement('kkm'), agreement('ngo'), self(PERSON), self(OTHER)].map(async (basis) =>
        isKnown(await find(reference, basis)),
      ),
    );
  expect(await finders('R-11')).toEqual([true, true, false, true, false]);
  expect(await finders('R-12')).toEqual([true, false, true, false, false]);
  expect(await finders('R-13')).toEqual([false, true, true, true, false]);
  expect(await finders('R-14')).toEqual([false, false, false, false, false]);
});

test('a file out of reach and one that does not exist are files about nobody, for the same statements', async () => {
  const statements: string[][] = [];
  for (const reference of ['R-13', 'R-14', 'R-99']) {
    room.statements();
    expect(isKnown(await find(reference, posting(['case'])))).toBe(false);
    statements.push(room.statements());
  }
  expect(statements).toEqual(statements.map(() => statements[0]));
});

test('a reference that cannot exist finds nothing', async () => {
  const impossible = ['', 'R-11\0', 'é', 'R'.repeat(65)];
  for (const one of impossible) expect(await find(one, posting(['case']))).toBeNull();
  expect(room.failures()).toEqual([]);
});

test('a basis without `case` may not ask by reference or by status, and reads nothing', async () => {
  const passport = passportFor(posting(['register']));
  const byReference = await room.ask(BY_REFERENCE, { reference: 'R-11' }, passport);
  const byStatus = await room.ask(LIST, { status: 'SENT' }, passport);

  for (const [answer, root] of [
    [byReference, 'referral'],
    [byStatus, 'referralFiles'],
  ] as const) {
    expect(answer.data).toEqual({ [root]: null });
    expect(answer.errors?.map(({ path, extensions }) => ({ path, extensions }))).toEqual([
      {
        path: [root],
        extensions: {
          code: 'UNAUTHORIZED_FIELD_OR_TYPE',
          coordinate: `Query.${root}`,
          class: 'case',
          reason: 'CLASS_NOT_IN_BASIS',
        },
      },
    ]);
  }
  expect(room.statements()).toEqual([]);
  expect((await list({}, passport)).ids).toEqual([]);
});

test('files are listed newest first within reach, by status if asked, page by page', async () => {
  const passport = passportFor(posting(['case']));
  expect((await list({}, passport)).ids).toEqual([key(15), key(12), key(11)]);
  expect((await list({ status: 'SENT' }, passport)).ids).toEqual([key(15), key(11)]);
  expect((await list({}, passportFor(self(PERSON)))).ids).toEqual([key(13), key(11)]);
  expect((await list({}, passportFor(NO_BASIS))).ids).toEqual([]);

  const first = await list({ first: 2 }, passport);
  const second = await list({ first: 2, after: first.page?.endCursor }, passport);
  expect([first.ids, first.page?.hasNextPage]).toEqual([[key(15), key(12)], true]);
  expect([second.ids, second.page?.hasNextPage]).toEqual([[key(11)], false]);

  const otherFilter = await list({ status: 'SENT', after: first.page?.endCursor }, passport);
  expect(otherFilter.ids).toBeUndefined();
  expect(otherFilter.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
});

test('the content of a file opens by the grant of the subject that it is about, wherever the planner put it', async () => {
  const passport = passportFor(posting(['case']));
  const file = (id: string, given: object) => ({
    __typename: 'ReferralFile',
    id,
    household: null,
    person: null,
    ...given,
  });
  const opened = [
    file(key(11), { person: { grant: grantOf(PERSON, ['case'], passport) } }),
    file(key(12), { household: { grant: grantOf(HOUSEHOLD, ['case'], passport) } }),
  ];
  const { data, errors } = await room.ask(CONTENT, { representations: opened }, passport);

  expect(errors).toBeUndefined();
  expect(data?.['_entities']).toMatchObject([
    { referral: { reference: 'R-11', note: 'Catatan.' } },
    { referral: { reference: 'R-12' } },
  ]);
});

test('without that subject’s grant the content is absent, and a grant without the class withholds it', async () => {
  const passport = passportFor(posting(['case', 'register']));
  const grants = [
    null,
    grantOf(OTHER, ['case'], passport),
    grantOf(PERSON, ['case'], passportFor(posting(['case']))),
    grantOf(PERSON, ['case'], passport, NOW),
    grantOf(PERSON, ['register'], passport),
  ];
  const representations = grants.map((grant) => ({
    __typename: 'ReferralFile',
    id: key(11),
    household: null,
    person: { grant },
  }));
  const { data, errors } = await room.ask(CONTENT, { representations }, passport);

  expect(data?.['_entities']).toEqual(grants.map(() => ({ id: key(11), referral: null })));
  expect(errors?.map(({ path, extensions }) => [path, extensions?.['reason']])).toEqual([
    [['_entities', 4, 'referral'], 'NOT_FOR_THIS_SUBJECT'],
  ]);
});

test('a file out of reach is met by no id, whatever the grant, nor is a text that is no id', async () => {
  const passport = passportFor(posting(['case']));
  const grant = grantOf(PERSON, ['case'], passport);
  const representations = [key(13), key(14), key(99), 'R-11', ''].map((id) => ({
    __typename: 'ReferralFile',
    id,
    person: { grant },
  }));
  const { data, errors } = await room.ask(CONTENT, { representations }, passport);

  expect(data?.['_entities']).toEqual(representations.map(() => null));
  expect(errors).toBeUndefined();
});

test('what the root found is not read again when the plan comes back for its content', async () => {
  const passport = passportFor(posting(['case']));
  await room.ask(BY_REFERENCE, { reference: 'R-11' }, passport);
  const representations = [
    { __typename: 'ReferralFile', id: key(11), person: { grant: grantOf(PERSON, ['case'], passport) } },
  ];
  await room.ask(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ReferralFile { referral { note } } } }`,
    { representations },
    passport,
  );

  expect(room.statements()).toHaveLength(1);
});
