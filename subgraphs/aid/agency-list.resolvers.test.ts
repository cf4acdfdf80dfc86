import { openDatabase } from '@seisi/host/database';
import { NOW, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import type { DataClass } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { agencyListRows, agencyLists } from './agency-list.table.ts';
import { candidates, programmeDraws } from './candidate.table.ts';
import { aHead, type GivenList, lockedLists } from './programme-draw.testing.ts';
import { subgraph } from './subgraph.ts';

const IMPORT = `mutation ($input: ImportAgencyListInput!) { importAgencyList(input: $input) {
  agencyList { id programme { code } name rows matched importedAt lines { line isMatched } } } }`;
const LISTS = `query ($first: Int, $after: String) { agencyLists(first: $first, after: $after) {
  edges { node { id } } pageInfo { hasNextPage endCursor } } }`;
const DUTY = ['poverty', 'aid', 'identity'] as const satisfies readonly DataClass[];

let database: TestDatabase;
let handle: ReturnType<typeof openDatabase>;
let room: TestRoom;
/** What the register of households was asked, and whom it has. */
const asked: string[] = [];
let isAway = false;
const lists = new Map<string, GivenList>();
const locked = lockedLists(lists);
const known = new Map<string, { key: string; state: string; district: string }>();

beforeAll(async () => {
  database = await testDatabase();
  handle = openDatabase(database.roomUrl('aid'));
  room = openTestRoom(subgraph, database.roomUrl('aid'), {
    inquire: async ({ name, subject }) => {
      if (name === 'LOCKED_LIST') return locked.inquire(name, subject);
      if (isAway) throw new Error('The room is away.');
      asked.push(`${name} ${subject}`);
      const rows = JSON.parse(subject) as { number?: string; name?: string; born?: string }[];
      return rows.map(({ number, name: called, born }) => known.get(number ?? `${called} ${born}`) ?? null);
    },
  });
});
beforeEach(() => {
  asked.splice(0);
  known.clear();
  isAway = false;
});
afterAll(async () => {
  await room.close();
  await handle.close();
  await database.close();
});

const officer = (areas: string[] = ['05'], classes: readonly DataClass[] = DUTY) =>
  passportFor(posting(classes, areas));
const somebody = (district = '5_5', state = '05') => ({ key: crypto.randomUUID(), state, district });
const NUMBERS = ['800101055001', '810202055002', '820303055003'] as const;
const ROWS = [
  { identityNumber: '800101-05-5001' },
  { identityNumber: NUMBERS[1] },
  { name: '  Siti  binti Rekaan ', birthDate: '1982-03-03' },
];
const hand = async (given: object = {}, passport: Passport = officer()) => {
  const input = { programme: 'C4U-IT', name: 'PPWNS 2019', rows: ROWS, idempotencyKey: crypto.randomUUID() };
  const { data, errors } = await room.ask(IMPORT, { input: { ...input, ...given } }, passport);
  // biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
  const payload = data?.['importAgencyList'] as any;
  return { of: payload?.agencyList, codes: errors?.map(({ extensions }) => extensions?.['code']) };
};

test('every row is kept, found or not, once for its key, and neither number nor name', async () => {
  const [one, three] = [somebody(), somebody()];
  known.set(NUMBERS[0], one).set('SITI BINTI REKAAN 1982-03-03', three);
  const key = { idempotencyKey: crypto.randomUUID() };
  const [first, again] = await Promise.all([hand(key), hand(key)]);
  expect(first).toEqual(again);
  expect(first.of).toMatchObject({
    ...{ programme: { code: 'C4U-IT' }, name: 'PPWNS 2019', rows: 3, matched: 2 },
    lines: [
      { line: 1, isMatched: true },
      { line: 2, isMatched: false },
      { line: 3, isMatched: true },
    ],
  });
  const rows = await handle.db.select().from(agencyListRows).where(eq(agencyListRows.listId, first.of.id));
  expect(rows.map(({ personKey }) => personKey)).toEqual([one.key, null, three.key]);
  const kept = JSON.stringify([rows, await handle.db.select().from(agencyLists)]);
  for (const word of [...NUMBERS, 'REKAAN', 'Rekaan', '1982-03']) expect(kept).not.toContain(word);
  expect(room.statements().join()).not.toContain('REKAAN');
});

test('the register is asked by a hundred rows at once', async () => {
  const rows = Array.from({ length: 201 }, () => ({ identityNumber: NUMBERS[0] }));
  expect((await hand({ rows })).of).toMatchObject({ rows: 201, matched: 0 });
  expect(asked.map((text) => JSON.parse(text.slice('LISTED_PERSON '.length)).length)).toEqual([100, 100, 1]);
});

test('while the register is away nothing is kept', async () => {
  isAway = true;
  const before = await handle.db.select().from(agencyLists);
  expect((await hand()).codes).toEqual(['SOURCE_UNAVAILABLE']);
  expect(await handle.db.select().from(agencyLists)).toEqual(before);
});

test.each([
  ['no row', { rows: [] }, 'BAD_USER_INPUT'],
  ['too many rows', { rows: Array.from({ length: 501 }, () => ROWS[0]) }, 'BAD_USER_INPUT'],
  ['a number that is none', { rows: [{ identityNumber: '12' }] }, 'BAD_USER_INPUT'],
  ['a name without a birth date', { rows: [{ name: 'X' }] }, 'BAD_USER_INPUT'],
  ['a birth date that is no day', { rows: [{ name: 'X', birthDate: '1999-02-30' }] }, 'BAD_USER_INPUT'],
  ['a row that names nobody', { rows: [{ birthDate: '1999-02-03' }] }, 'BAD_USER_INPUT'],
  ['no title', { name: ' ' }, 'BAD_USER_INPUT'],
  ['a programme that there is not', { programme: 'none' }, 'NOT_FOUND'],
] as const)('%s is not kept', async (_what, given, code) => {
  expect((await hand(given)).codes).toEqual([code]);
  expect(asked).toEqual([]);
});

test('a programme of no agency takes none, and a list is for its whole place', async () => {
  expect((await hand({ programme: 'BKIT' }, officer(['MY']))).codes).toEqual(['STEP_REFUSED']);
  expect((await hand({}, officer(['5_5']))).codes).toEqual(['STEP_REFUSED']);
});

test.each([
  [['aid', 'identity'], 'poverty'],
  [['poverty', 'identity'], 'aid'],
  [['poverty', 'aid'], 'identity'],
] as const)('whoever has %j alone hands in and reads none', async (classes, missing) => {
  const passport = officer(['MY'], [...classes]);
  expect((await hand({}, passport)).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  const { errors } = await room.ask(LISTS, {}, passport);
  expect(errors?.[0]?.extensions?.['class']).toBe(missing);
});

test('lists are read for the whole place alone, newest first, page by page', async () => {
  const ids = [];
  for (const name of ['a', 'b', 'c']) ids.push((await hand({ name })).of.id);
  const read = async (passport: Passport, variables: object) => {
    const { data } = await room.ask(LISTS, { ...variables }, passport);
    // biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
    return (data as any).agencyLists;
  };
  const passport = officer();
  const first = await read(passport, { first: 2 });
  const second = await read(passport, { first: 100, after: first.pageInfo.endCursor });
  const seen = [...first.edges, ...second.edges].map(({ node }) => node.id);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toEqual(expect.arrayContaining(ids));
  expect((await read(officer(['5_5']), {})).edges).toEqual([]);
});

test('the next draw takes whom they name; of whom nobody was found nothing is drawn', async () => {
  const head = aHead();
  const [both, alone, elsewhere] = [
    { ...somebody(), key: head.personKey },
    somebody('5_1'),
    somebody('1_2', '01'),
  ];
  known.set(NUMBERS[0], both).set(NUMBERS[1], alone).set(NUMBERS[2], elsewhere);
  await hand({ rows: [...NUMBERS, '999999999999'].map((identityNumber) => ({ identityNumber })) });
  const list: GivenList = { asOf: '2019-03-31', state: '05', heads: [head] };
  const listId = crypto.randomUUID();
  lists.set(listId, list);
  const draw = { id: crypto.randomUUID(), programmeCode: 'C4U-IT', listId, drawnBy: 'ppn' };
  await handle.db.insert(programmeDraws).values({ ...draw, status: 'DRAWING', startedAt: new Date(NOW) });
  const drawn = () => handle.db.select().from(programmeDraws).where(eq(programmeDraws.id, draw.id));
  await expect.poll(async () => (await drawn())[0]?.status, { timeout: 20_000 }).toBe('DRAWN');
  const rows = await handle.db.select().from(candidates).where(eq(candidates.drawId, draw.id));
  const told = (key: string) => rows.find(({ personKey }) => personKey === key);
  expect(told(both.key)).toMatchObject({ lists: ['REGISTER', 'AGENCY'], status: 'ELIGIBLE' });
  expect(told(alone.key)).toMatchObject({
    ...{ lists: ['AGENCY'], status: 'FOCUS_GROUP', needsRegistration: true, district: '5_1' },
    ruleId: 'C4U-IT-3-1',
  });
  expect(told(elsewhere.key)).toBeUndefined();
});
