import { openDatabase } from '@seisi/host/database';
import { NOW, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import type { Passport } from '@seisi/schema/passport';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { type CandidateRow, candidates, programmeDraws } from './candidate.table.ts';
import { subgraph } from './subgraph.ts';

const DRAW = `mutation ($input: DrawProgrammeInput!) { drawProgramme(input: $input) {
  draw { id programme { code } status fault listHash startedAt endedAt figures { district } } } }`;
const DRAWS = `query ($first: Int, $after: String) { programmeDraws(first: $first, after: $after) {
  edges { node { id programme { code } figures { district status phase candidates } } }
  pageInfo { hasNextPage endCursor } } }`;

let database: TestDatabase;
let handle: ReturnType<typeof openDatabase>;
let room: TestRoom;

beforeAll(async () => {
  database = await testDatabase();
  handle = openDatabase(database.roomUrl('aid'));
  room = openTestRoom(subgraph, database.roomUrl('aid'));
});
afterAll(async () => {
  await room.close();
  await handle.close();
  await database.close();
});

const officer = (areas = ['05'], classes: readonly ('poverty' | 'aid')[] = ['poverty', 'aid']) =>
  passportFor(posting(classes, areas));
const wanted = (given: object = {}) => ({
  ...{ programme: 'C4U-IT', list: crypto.randomUUID(), idempotencyKey: crypto.randomUUID(), ...given },
});
const draw = async (given: object = {}, passport: Passport = officer()) => {
  const { data, errors } = await room.ask(DRAW, { input: wanted(given) }, passport);
  // biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
  const payload = data?.['drawProgramme'] as any;
  return { draw: payload?.draw, codes: errors?.map(({ extensions }) => extensions?.['code']) };
};
const read = async (passport: Passport, variables: object = {}) => {
  const { data, errors } = await room.ask(DRAWS, { ...variables }, passport);
  // biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
  return { found: data?.['programmeDraws'] as any, errors };
};

test('a draw is begun once for its key, also of two at once', async () => {
  const key = wanted();
  const [one, other] = await Promise.all([draw(key), draw(key)]);
  expect(one.draw).toEqual(other.draw);
  expect(one.draw).toEqual({
    ...{ id: one.draw.id, programme: { code: 'C4U-IT' }, status: 'DRAWING', fault: null, listHash: null },
    ...{ startedAt: new Date(NOW).toISOString(), endedAt: null, figures: [] },
  });
  expect(await handle.db.select().from(programmeDraws)).toHaveLength(1);
  expect((await draw({ ...key, list: crypto.randomUUID() })).codes).toEqual(['IDEMPOTENCY_KEY_REUSED']);
});

test.each([
  ['a programme that there is not', { programme: 'none' }, ['05'], 'NOT_FOUND'],
  ['a list that is no identifier', { list: 'x' }, ['05'], 'BAD_USER_INPUT'],
  ['a programme of another state', {}, ['01'], 'STEP_REFUSED'],
  ['a programme of the whole state, by an officer of a district', {}, ['5_5'], 'STEP_REFUSED'],
  [
    'a programme of the whole country, by an officer of a state',
    { programme: 'BKIT' },
    ['05'],
    'STEP_REFUSED',
  ],
])('%s is not drawn', async (_what, given, areas, code) => {
  const before = await handle.db.select().from(programmeDraws);
  expect((await draw(given, officer(areas))).codes).toEqual([code]);
  expect(await handle.db.select().from(programmeDraws)).toHaveLength(before.length);
});

test.each([[['poverty']], [['aid']]] as const)(
  'whoever has %j alone draws and reads none',
  async (classes) => {
    const passport = officer(['MY'], [...classes]);
    expect((await draw({}, passport)).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    const missing = classes[0] === 'poverty' ? 'aid' : 'poverty';
    expect((await read(passport)).errors?.[0]?.extensions).toMatchObject({ class: missing });
  },
);

const candidate = (given: Partial<CandidateRow>): CandidateRow => ({
  ...{ id: crypto.randomUUID(), programmeCode: 'C4U-IT', drawId: crypto.randomUUID() },
  ...{
    personKey: crypto.randomUUID(),
    state: '05',
    district: '5_5',
    lists: ['REGISTER'],
    status: 'ELIGIBLE',
  },
  ...{
    phase: 1,
    ruleId: 'C4U-IT-1-1',
    needsRegistration: false,
    because: [],
    listId: null,
    paidOn: null,
    ...given,
  },
});
const many = (number: number, given: Partial<CandidateRow>) =>
  Array.from({ length: number }, () => candidate(given));

test('the daily report counts by district, status and phase, in the areas of the posting, and no cell below ten', async () => {
  await handle.db
    .insert(candidates)
    .values([
      ...many(10, {}),
      ...many(11, { status: 'FOCUS_GROUP', phase: 2 }),
      ...many(9, { status: 'NOT_ELIGIBLE', phase: 2 }),
      ...many(12, { district: '5_1', status: 'NOT_ELIGIBLE', phase: null }),
      ...many(30, { programmeCode: 'BKIT' }),
    ]);
  const figures = async (areas: string[]) =>
    (await read(officer(areas), { first: 1 })).found.edges[0].node.figures;
  const seremban = [
    { district: '5_5', status: 'ELIGIBLE', phase: 1, candidates: 10 },
    { district: '5_5', status: 'FOCUS_GROUP', phase: 2, candidates: 11 },
  ];
  const jelebu = { district: '5_1', status: 'NOT_ELIGIBLE', phase: null, candidates: 12 };
  expect(await figures(['05'])).toEqual([jelebu, ...seremban]);
  expect(await figures(['MY'])).toEqual([jelebu, ...seremban]);
  expect(await figures(['5_5'])).toEqual(seremban);
});

test('officers read the draws of programmes that are paid in their areas, newest first, page by page', async () => {
  await draw({}, officer(['MY']));
  await draw({ programme: 'BKIT' }, officer(['MY']));
  const codes = async (areas: string[]) =>
    (await read(officer(areas))).found.edges.map(
      (edge: { node: { programme: { code: string } } }) => edge.node.programme.code,
    );
  expect((await codes(['MY'])).toSorted()).toEqual(['BKIT', 'C4U-IT', 'C4U-IT']);
  expect((await codes(['5_5'])).toSorted()).toEqual(['BKIT', 'C4U-IT', 'C4U-IT']);
  expect(await codes(['1_1'])).toEqual(['BKIT']);
  const passport = officer();
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { found }: Awaited<ReturnType<typeof read>> = await read(passport, { first: 1, after });
    seen.push(...found.edges.map((edge: { node: { id: string } }) => edge.node.id));
    after = found.pageInfo.hasNextPage ? found.pageInfo.endCursor : null;
  } while (after !== null);
  expect(new Set(seen).size).toBe(3);
  expect(seen).toHaveLength(3);
});
