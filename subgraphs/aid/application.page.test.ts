import { openDatabase } from '@seisi/host/database';
import { grantOf, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import { classSet, type DataClass } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import type { Basis } from '@seisi/schema/viewer';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { applications, payments } from './application.table.ts';
import { anApplication, aPayment, idOf } from './application.testing.ts';
import { subgraph } from './subgraph.ts';

const ANN = idOf('person', 1);
const OFFICER = posting(['aid', 'payment'], ['05']);
const IN_ONE_MILLISECOND = 12;

type List = {
  readonly edges: readonly { cursor: string; node: { id: string } }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
};

let database: TestDatabase;
let room: TestRoom;

/** Twelve applications of one person, two each in the same microsecond and all in the same millisecond, and four others. */
beforeAll(async () => {
  database = await testDatabase();
  const admin = openDatabase(database.adminUrl);
  const ofAnn = Array.from({ length: IN_ONE_MILLISECOND }, (_, n) =>
    anApplication(n + 1, { applicantKey: ANN }),
  );
  const others = [51, 52, 53].map((n) => anApplication(n, { status: 'COMPLETED' }));
  await admin.db.insert(applications).values([...ofAnn, ...others]);
  await admin.db.insert(applications).values(anApplication(60, { state: '06', district: '6_1' }));
  await admin.db.execute(sql`
    update aid.application
    set submitted_at = '2026-03-01T00:00:00.123+00'::timestamptz
      + (right(reference, 1)::int / 2) * interval '1 microsecond'
    where applicant_key = ${ANN}`);
  await admin.db.insert(payments).values([1, 2, 3, 4, 5].map((month) => aPayment(1, month)));
  await admin.close();
  room = openTestRoom(subgraph, database.roomUrl('aid'));
});

afterAll(async () => {
  await room.close();
  await database.close();
});

const PAGE = 'edges { cursor node { id } } pageInfo { endCursor hasNextPage }';
const officer = (basis: Basis = OFFICER) => passportFor(basis);

async function ofAnn(given: object, passport: Passport, key = ANN) {
  const text = `query ($representations: [_Any!]!, $status: ApplicationStatus, $first: Int, $after: String) {
    _entities(representations: $representations) {
      ... on Person { applications(status: $status, first: $first, after: $after) { ${PAGE} } }
    }
  }`;
  const representations = [{ __typename: 'Person', key, grant: grantOf(key, ['aid', 'payment'], passport) }];
  const { data, errors } = await room.ask(text, { representations, ...given }, passport);
  return {
    list: (data as { _entities: { applications: List | null }[] })._entities[0]?.applications,
    errors,
  };
}

async function files(given: object, passport: Passport) {
  const text = `query ($status: ApplicationStatus, $first: Int, $after: String) {
    applicationFiles(status: $status, first: $first, after: $after) { ${PAGE} }
  }`;
  const { data, errors } = await room.ask(text, { ...given }, passport);
  return { list: (data as { applicationFiles: List | null }).applicationFiles, errors };
}

/** Every id of a list, page by page, as a new request each. */
async function walk(ask: typeof files, given: object): Promise<string[]> {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { list, errors }: Awaited<ReturnType<typeof files>> = await ask({ ...given, after }, officer());
    expect(errors).toBeUndefined();
    seen.push(...(list?.edges ?? []).map(({ node }) => node.id));
    after = list?.pageInfo.hasNextPage === true ? list.pageInfo.endCursor : null;
  } while (after !== null);
  return seen;
}

async function newestFirst(where: string): Promise<string[]> {
  const admin = openDatabase(database.adminUrl);
  const rows = await admin.db.execute<{ id: string }>(
    sql`select id from aid.application where ${sql.raw(where)} order by submitted_at desc, id desc`,
  );
  await admin.close();
  return rows.map(({ id }) => id);
}

test('a person’s applications come newest first, each once, whatever the size of the page and however close in time', async () => {
  const expected = await newestFirst(`applicant_key = '${ANN}'`);
  expect(expected).toHaveLength(IN_ONE_MILLISECOND);
  for (const first of [1, 2, 3, 5, 11, 12, 13, 100]) {
    expect(
      await walk((given, passport) => ofAnn(given, passport) as ReturnType<typeof files>, { first }),
    ).toEqual(expected);
  }
});

test('the files of the viewer’s areas come newest first, each once, of one status or of all', async () => {
  const expected = await newestFirst("state = '05'");
  for (const first of [1, 4, 100]) expect(await walk(files, { first })).toEqual(expected);
  const completed = await newestFirst("state = '05' and status = 'COMPLETED'");
  expect(await walk(files, { first: 2, status: 'COMPLETED' })).toEqual(completed);
  expect(completed).toHaveLength(3);
});

test('a citizen’s list of files is their own, and nobody’s is empty', async () => {
  const own = (classes: readonly DataClass[]) =>
    passportFor(
      { kind: 'SELF', personKey: ANN, classes: classSet(classes) },
      { viewer: { kind: 'CITIZEN' } },
    );
  expect((await files({ first: 100 }, own(['aid']))).list?.edges).toHaveLength(IN_ONE_MILLISECOND);
  const unread = await files({ first: 100 }, own([]));
  expect([unread.list, unread.errors?.map(({ extensions }) => extensions?.['class'])]).toEqual([
    null,
    ['aid'],
  ]);
  const agreement: Basis = {
    ...OFFICER,
    kind: 'AGREEMENT',
    purpose: 'SERVICE_DELIVERY',
    population: 'REFERRED',
    legalBasis: '',
  } as Basis;
  expect((await files({}, officer(agreement))).list).toEqual({
    edges: [],
    pageInfo: { endCursor: null, hasNextPage: false },
  });
  expect((await files({}, officer({ kind: 'NONE' }))).list?.edges).toEqual([]);
});

test('payments come newest month first, page by page', async () => {
  const passport = officer();
  const representations = [
    { __typename: 'Person', key: ANN, grant: grantOf(ANN, ['aid', 'payment'], passport) },
  ];
  const months: string[] = [];
  let after: string | null = null;
  do {
    const text = `query ($representations: [_Any!]!, $after: String) { _entities(representations: $representations) {
      ... on Person { applications(first: 100) { edges { node { id payments(first: 2, after: $after) {
        edges { node { month } } pageInfo { endCursor hasNextPage } } } } } } } }`;
    const { data } = await room.ask(text, { representations, after }, passport);
    type Paid = { edges: { node: { month: string } }[]; pageInfo: List['pageInfo'] };
    type Listed = {
      _entities: { applications: { edges: { node: { id: string; payments: Paid | null } }[] } }[];
    };
    const nodes = (data as Listed)._entities[0]?.applications.edges.map(({ node }) => node) ?? [];
    const page = nodes.find(({ id }) => id === idOf('application', 1))?.payments;
    months.push(...(page?.edges ?? []).map(({ node }) => node.month));
    after = page?.pageInfo.hasNextPage === true ? page.pageInfo.endCursor : null;
  } while (after !== null);
  expect(months).toEqual(['2026-05-01', '2026-04-01', '2026-03-01', '2026-02-01', '2026-01-01']);
});

test('a page of none or of more than 100 is refused, at the list and once', async () => {
  for (const first of [0, -1, 101]) {
    for (const answer of [await ofAnn({ first }, officer()), await files({ first }, officer())]) {
      expect(answer.list).toBeNull();
      expect(answer.errors).toHaveLength(1);
      expect(answer.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'first' });
    }
  }
});

test('a cursor of another viewer, ground, list, person or status, or a changed one, is refused', async () => {
  const after = (await ofAnn({ first: 2 }, officer())).list?.pageInfo.endCursor ?? '';
  expect((await ofAnn({ first: 2, after }, officer())).errors).toBeUndefined();
  const another = passportFor(OFFICER, { viewer: { id: 'officer-2' } });
  const otherGround = officer({ ...OFFICER, id: 'posting-2' } as Basis);
  const fromFiles = (await files({ first: 2 }, officer())).list?.pageInfo.endCursor ?? '';
  const refused = [
    await ofAnn({ after }, another),
    await ofAnn({ after }, otherGround),
    await ofAnn({ after }, officer(), idOf('person', 51)),
    await ofAnn({ after, status: 'APPROVED' }, officer()),
    await ofAnn({ after: fromFiles }, officer()),
    await ofAnn(
      { after: `${after.slice(0, 20)}${after[20] === 'A' ? 'B' : 'A'}${after.slice(21)}` },
      officer(),
    ),
    await ofAnn({ after: 'forged' }, officer()),
    await ofAnn({ after: '' }, officer()),
    await files({ after }, officer()),
    await files({ after: fromFiles, status: 'COMPLETED' }, officer()),
  ];
  for (const { list, errors } of refused) {
    expect(list).toBeNull();
    expect(errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'BAD_USER_INPUT', argument: 'after' },
    ]);
  }
});

test('the room that decides is asked about each applicant once, with `aid`; only its files are listed, and without its word none is known', async () => {
  const asked: unknown[] = [];
  const own = openTestRoom(subgraph, database.roomUrl('aid'), {
    reach: async ({ subjects, dataClass }) => {
      asked.push([dataClass, subjects]);
      return [idOf('person', 52)];
    },
  });
  const text = `{ applicationFiles(first: 20) { ${PAGE} } }`;
  const { data } = await own.ask(text, {}, officer());
  const list = (data as { applicationFiles: List }).applicationFiles;
  expect(list.edges.map(({ node }) => node.id)).toEqual([idOf('application', 52)]);
  expect(list.pageInfo).toEqual({ endCursor: list.edges[0]?.cursor, hasNextPage: false });
  const people = [ANN, ...[53, 52, 51].map((n) => idOf('person', n))];
  expect(asked).toEqual([['aid', people.map((key) => ({ type: 'Person', key }))]]);
  await own.close();

  const silent = openTestRoom(subgraph, database.roomUrl('aid'), {
    reach: () => Promise.reject(new Error('It is away.')),
  });
  const { data: none, errors } = await silent.ask(text, {}, officer());
  await silent.close();
  expect(none).toEqual({ applicationFiles: null });
  expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'SOURCE_UNAVAILABLE' }]);
});
