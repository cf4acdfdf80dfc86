import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { grantOf, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import type { DataClass } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import { NO_BASIS } from '@seisi/schema/viewer';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { agencies } from './agency.table.ts';
import { referrals } from './referral.table.ts';
import { subgraph } from './subgraph.ts';

const HOUSEHOLD = key(1);
const PERSON = key(2);
const NOBODY = key(3);
const LIST = `query ($representations: [_Any!]!, $first: Int, $after: String) {
  _entities(representations: $representations) {
    ... on Household { referrals(first: $first, after: $after) { ...page } }
    ... on Person { referrals(first: $first, after: $after) { ...page } }
  }
}
fragment page on ReferralConnection { edges { cursor node { reference } } pageInfo { endCursor hasNextPage } }`;
const FULL = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person {
  referrals { edges { node { id reference status need sentAt note
    fromAgency { code name kind registrationScheme status } toAgency { code } } } }
} } }`;

type Page = {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly reference: string } }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
};

let database: TestDatabase;
let tables: DatabaseHandle;
let room: TestRoom;

beforeAll(async () => {
  database = await testDatabase();
  tables = openDatabase(database.roomUrl('agency'));
  await tables.db.insert(agencies).values([
    { code: 'T-NGO', name: 'Pertubuhan Ujian', kind: 'NGO', registrationScheme: 'ROS', status: 'ACTIVE' },
    { code: 'T-JKM', name: 'Jabatan Ujian', kind: 'FEDERAL', status: 'ACTIVE' },
  ]);
  const row = {
    fromAgency: 'T-JKM',
    toAgency: 'T-NGO',
    need: 'FOOD',
    status: 'SENT',
    note: 'Satu ujian.',
  } as const;
  // Seven referrals of a household within one millisecond: the first five apart by a microsecond, the last two not at all.
  const household = [1, 2, 3, 4, 5, 6, 6].map((microsecond, place) => ({
    ...row,
    id: key(10 + place),
    reference: `H${place}`,
    householdKey: HOUSEHOLD,
    sentAt: sql`${`2026-03-01T00:00:00.00000${microsecond}Z`}::timestamptz`,
  }));
  const person = {
    ...row,
    id: key(30),
    reference: 'P0',
    personKey: PERSON,
    sentAt: new Date('2026-04-05T06:07:08Z'),
  };
  await tables.db.insert(referrals).values([...household, person]);
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

function subject(
  typeName: 'Person' | 'Household',
  subjectKey: string,
  passport: Passport,
  classes: DataClass[] = ['case'],
) {
  return { __typename: typeName, key: subjectKey, grant: grantOf(subjectKey, classes, passport) };
}

async function pages(
  representations: unknown[],
  given: { first?: number; after?: string | null },
  passport: Passport,
) {
  const { data, errors } = await room.ask(LIST, { representations, ...given }, passport);
  const entities = (data?.['_entities'] ?? []) as { referrals: Page | null }[];
  return { errors, lists: entities.map(({ referrals: list }) => list) };
}

function references(page: Page | null | undefined): string[] {
  return page?.edges.map(({ node }) => node.reference) ?? [];
}

test('a referral tells all that its class opens, with both agencies', async () => {
  const passport = passportFor(posting(['case']));
  const { data, errors } = await room.ask(
    FULL,
    { representations: [subject('Person', PERSON, passport)] },
    passport,
  );

  expect(errors).toBeUndefined();
  expect(data?.['_entities']).toEqual([
    {
      referrals: {
        edges: [
          {
            node: {
              id: key(30),
              reference: 'P0',
              status: 'SENT',
              need: 'FOOD',
              sentAt: '2026-04-05T06:07:08.000Z',
              note: 'Satu ujian.',
              fromAgency: {
                code: 'T-JKM',
                name: 'Jabatan Ujian',
                kind: 'FEDERAL',
                registrationScheme: null,
                status: 'ACTIVE',
              },
              toAgency: { code: 'T-NGO' },
            },
          },
        ],
      },
    },
  ]);
});

test('a household lists what is about it as a whole, a person what is about that person alone', async () => {
  const passport = passportFor(posting(['case']));
  const asked = [
    subject('Household', HOUSEHOLD, passport),
    subject('Person', PERSON, passport),
    subject('Person', NOBODY, passport),
  ];
  const { errors, lists } = await pages(asked, {}, passport);

  expect(errors).toBeUndefined();
  expect(lists.map(references)).toEqual([['H6', 'H5', 'H4', 'H3', 'H2', 'H1', 'H0'], ['P0'], []]);
  expect(lists[2]?.pageInfo).toEqual({ endCursor: null, hasNextPage: false });
});

test.for([1, 2, 3, 6, 7])(
  'pages of %i meet every referral once, in order, also within one millisecond',
  async (first) => {
    const passport = passportFor(posting(['case']));
    const met: string[] = [];
    let after: string | null = null;
    do {
      const { lists }: { lists: (Page | null)[] } = await pages(
        [subject('Household', HOUSEHOLD, passport)],
        { first, after },
        passport,
      );
      met.push(...references(lists[0]));
      after = lists[0]?.pageInfo.hasNextPage === true ? lists[0].pageInfo.endCursor : null;
    } while (after !== null);

    expect(met).toEqual(['H6', 'H5', 'H4', 'H3', 'H2', 'H1', 'H0']);
  },
);

test('a cursor is good for the same viewer and the same subject’s list, and for no other', async () => {
  const passport = passportFor(posting(['case']));
  const { lists } = await pages([subject('Household', HOUSEHOLD, passport)], { first: 2 }, passport);
  const after = lists[0]?.pageInfo.endCursor ?? '';
  const later = passportFor(posting(['case']));
  const stranger = passportFor(posting(['case']), { viewer: { id: 'officer-2' } });

  expect(
    references((await pages([subject('Household', HOUSEHOLD, later)], { after }, later)).lists[0])[0],
  ).toBe('H4');
  for (const [asked, shown] of [
    [subject('Household', HOUSEHOLD, stranger), stranger],
    [subject('Person', PERSON, passport), passport],
    [subject('Household', NOBODY, passport), passport],
  ] as const) {
    const { errors, lists: none } = await pages([asked], { after }, shown);
    expect(none).toEqual([null]);
    expect(errors?.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([
      [['_entities', 0, 'referrals'], 'BAD_USER_INPUT'],
    ]);
  }
});

test.for([0, -1, 101])('`first: %i` is refused by name', async (first) => {
  const passport = passportFor(posting(['case']));
  const { errors, lists } = await pages([subject('Person', PERSON, passport)], { first }, passport);

  expect(lists).toEqual([null]);
  expect(errors?.map(({ extensions }) => [extensions?.['code'], extensions?.['argument']])).toEqual([
    ['BAD_USER_INPUT', 'first'],
  ]);
});

test('the number of statements does not grow with the number of people', async () => {
  const ask = async (people: number) => {
    const passport = passportFor(posting(['case']));
    const asked = Array.from({ length: people }, (_, place) => subject('Person', key(2 + place), passport));
    await room.ask(FULL, { representations: asked }, passport);
    return room.statements().length;
  };
  expect([await ask(1), await ask(12)]).toEqual([1, 1]);
});

test('a grant without `case` withholds each list at its own path, whether or not it holds anything, and reads nothing', async () => {
  const passport = passportFor(posting(['case', 'register']));
  const asked = [PERSON, NOBODY].map((person) => subject('Person', person, passport, ['register']));
  const { errors, lists } = await pages(asked, {}, passport);

  expect(lists).toEqual([null, null]);
  expect(errors?.map(({ path, extensions }) => ({ path, extensions }))).toEqual(
    [0, 1].map((place) => ({
      path: ['_entities', place, 'referrals'],
      extensions: {
        code: 'UNAUTHORIZED_FIELD_OR_TYPE',
        coordinate: 'Person.referrals',
        class: 'case',
        reason: 'NOT_FOR_THIS_SUBJECT',
      },
    })),
  );
  expect(room.statements()).toEqual([]);
});

test('the agencies are for every authenticated viewer, by code, and for nobody else', async () => {
  const known = await room.ask('{ agencies { code } }', {}, passportFor(NO_BASIS));
  const codes = ((known.data?.['agencies'] ?? []) as { code: string }[]).map(({ code }) => code);
  const unknown = await room.ask('{ agencies { code } }', {}, passportFor(NO_BASIS, { viewer: null }));

  expect(known.errors).toBeUndefined();
  expect(codes).toEqual(['T-JKM', 'T-NGO']);
  expect(unknown.data).toBeNull();
  expect(unknown.errors?.map(({ extensions }) => extensions?.['code'])).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE',
  ]);
});
