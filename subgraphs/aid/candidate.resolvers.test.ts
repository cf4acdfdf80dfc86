import { openDatabase } from '@seisi/host/database';
import { grantOf, NOW, openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import type { DataClass } from '@seisi/schema/classes';
import type { Passport } from '@seisi/schema/passport';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { reach } from './candidate.policy.ts';
import { type CandidateRow, candidateSteps, candidates, programmeDraws } from './candidate.table.ts';
import { subgraph } from './subgraph.ts';

const FILES = `query ($programme: ID!, $status: CandidateStatus, $first: Int, $after: String) {
  candidateFiles(programme: $programme, status: $status, first: $first, after: $after) {
    edges { node { id person { key } } } pageInfo { hasNextPage endCursor } } }`;
const DECIDE =
  'mutation ($input: DecideCandidateInput!) { decideCandidate(input: $input) { candidate { id person { key } } } }';
const INSIDE = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on CandidateFile { candidacy {
  programmeCode status lists phase needsRegistration because steps { act status at reason } } } } }`;
const DUTY = ['poverty', 'aid', 'aid.note'] as const satisfies readonly DataClass[];
const OWN = crypto.randomUUID();

let database: TestDatabase;
let handle: ReturnType<typeof openDatabase>;
let room: TestRoom;
const away = new Set<string>();
const draw = {
  ...{
    id: crypto.randomUUID(),
    programmeCode: 'C4U-IT',
    listId: crypto.randomUUID(),
    status: 'DRAWN' as const,
  },
  ...{ drawnBy: 'drew', startedAt: new Date(NOW) },
};

beforeAll(async () => {
  database = await testDatabase();
  handle = openDatabase(database.roomUrl('aid'));
  room = openTestRoom(subgraph, database.roomUrl('aid'), {
    reach: async ({ subjects }) => subjects.map(({ key }) => key).filter((key) => !away.has(key)),
  });
  await handle.db.insert(programmeDraws).values(draw);
});
beforeEach(async () => {
  await handle.db.delete(candidates);
});
afterAll(async () => {
  await room.close();
  await handle.close();
  await database.close();
});

const officer = (id = 'other', areas = ['05'], classes: readonly DataClass[] = DUTY): Passport =>
  passportFor({ ...posting(classes, areas), personKey: OWN } as ReturnType<typeof posting>, {
    viewer: { id },
  });

async function aCandidate(given: Partial<CandidateRow> = {}): Promise<CandidateRow> {
  const row: CandidateRow = {
    ...{ id: crypto.randomUUID(), programmeCode: 'C4U-IT', drawId: draw.id, personKey: crypto.randomUUID() },
    ...{
      state: '05',
      district: '5_5',
      lists: ['SCHEME'],
      status: 'FOCUS_GROUP',
      phase: 2,
      ruleId: 'C4U-IT-2-1',
    },
    ...{ needsRegistration: true, because: ['SEX', 'MARITAL_STATUS'], listId: null, paidOn: null, ...given },
  };
  await handle.db.insert(candidates).values(row);
  const step = { id: crypto.randomUUID(), candidateId: row.id, place: 1, by: 'drew', at: new Date(NOW) };
  await handle.db.insert(candidateSteps).values({ ...step, act: 'REFER', status: 'FOCUS_GROUP' });
  return row;
}
const decide = async (candidate: string, given: object = {}, passport = officer()) => {
  const input = {
    candidate,
    outcome: 'ELIGIBLE',
    reason: 'Seen at home.',
    idempotencyKey: crypto.randomUUID(),
    ...given,
  };
  const { data, errors } = await room.ask(DECIDE, { input }, passport);
  // biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
  const payload = data?.['decideCandidate'] as any;
  return { of: payload?.candidate, codes: errors?.map(({ extensions }) => extensions?.['code']) };
};
const list = async (passport: Passport, variables: object = {}) => {
  const { data, errors } = await room.ask(FILES, { programme: 'C4U-IT', ...variables }, passport);
  // biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
  const found = data?.['candidateFiles'] as any;
  return {
    ids: found?.edges.map((edge: { node: { id: string } }) => edge.node.id),
    page: found?.pageInfo,
    errors,
  };
};
const statusOf = async (id: string) =>
  (await handle.db.select().from(candidates).where(eq(candidates.id, id)))[0]?.status;
const stepsOf = (id: string) =>
  handle.db
    .select()
    .from(candidateSteps)
    .where(eq(candidateSteps.candidateId, id))
    .orderBy(candidateSteps.place);

test.each([
  ['ELIGIBLE', 'CONFIRM'],
  ['NOT_ELIGIBLE', 'DECLINE'],
])(
  'the Focus Group finds a candidate %s, once for its key, and it is kept who recorded it and why',
  async (outcome, act) => {
    const { id, personKey } = await aCandidate();
    const key = { outcome, idempotencyKey: crypto.randomUUID() };
    const [one, other] = await Promise.all([decide(id, key), decide(id, key)]);
    expect(one).toEqual({ of: { id, person: { key: personKey } }, codes: undefined });
    expect(other).toEqual(one);
    expect(await statusOf(id)).toBe(outcome);
    expect(await stepsOf(id)).toMatchObject([
      { place: 1, act: 'REFER' },
      { place: 2, act, status: outcome, by: 'other', reason: 'Seen at home.', at: new Date(NOW) },
    ]);
    expect((await decide(id, { ...key, reason: 'Another.' })).codes).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect((await decide(id)).codes).toEqual(['STEP_REFUSED']);
  },
);

test('of two officers who decide at once one does, and the other is refused', async () => {
  const { id } = await aCandidate();
  const both = await Promise.all([
    decide(id, { outcome: 'ELIGIBLE' }, officer('one')),
    decide(id, { outcome: 'NOT_ELIGIBLE' }, officer('two')),
  ]);
  expect(both.map(({ codes }) => codes?.[0]).toSorted()).toEqual(['STEP_REFUSED', undefined]);
  expect(await stepsOf(id)).toHaveLength(2);
});

test.each(['CANDIDATE', 'CROSS_CHECKED', 'ELIGIBLE', 'NOT_ELIGIBLE'] as const)(
  'about a candidate who is %s the Focus Group decides nothing',
  async (status) => {
    const { id } = await aCandidate({ status });
    expect((await decide(id)).codes).toEqual(['STEP_REFUSED']);
    expect(await statusOf(id)).toBe(status);
  },
);

test('whoever had the programme drawn does not record the decision (four eyes)', async () => {
  const { id } = await aCandidate();
  expect((await decide(id, {}, officer('drew'))).codes).toEqual(['STEP_REFUSED']);
  expect(await statusOf(id)).toBe('FOCUS_GROUP');
});

test('who is out of reach is as who is not: another place, the officer, a sealed one, nobody', async () => {
  const elsewhere = await aCandidate({ state: '01', district: '1_1' });
  const own = await aCandidate({ personKey: OWN });
  const sealed = await aCandidate();
  away.add(sealed.personKey);
  for (const id of [elsewhere.id, own.id, sealed.id, crypto.randomUUID()])
    expect(await decide(id)).toEqual({ of: undefined, codes: ['NOT_FOUND'] });
  const here = await aCandidate();
  expect((await list(officer())).ids).toEqual([here.id]);
  expect((await decide(here.id, {}, officer('other', ['5_1']))).codes).toEqual(['NOT_FOUND']);
  expect((await decide(here.id, { reason: ' ' })).codes).toEqual(['BAD_USER_INPUT']);
  expect((await decide('x')).codes).toEqual(['BAD_USER_INPUT']);
});

test.each([[['aid']], [['poverty', 'aid.note']], [['poverty', 'aid']]] as const)(
  'whoever has %j alone decides nothing',
  async (classes) => {
    const { id } = await aCandidate();
    expect((await decide(id, {}, officer('other', ['MY'], [...classes]))).codes).toEqual([
      'UNAUTHORIZED_FIELD_OR_TYPE',
    ]);
    expect(await statusOf(id)).toBe('FOCUS_GROUP');
  },
);

test('officers read the candidates of their areas by status, page by page', async () => {
  const rows = [
    await aCandidate(),
    await aCandidate({ status: 'ELIGIBLE' }),
    await aCandidate({ district: '5_1' }),
  ];
  await aCandidate({ programmeCode: 'BKIT' });
  const ids = (those: readonly CandidateRow[]) => those.map(({ id }) => id).toSorted();
  expect((await list(officer())).ids).toEqual(ids(rows));
  expect((await list(officer('other', ['5_1']))).ids).toEqual(ids(rows.slice(2)));
  expect((await list(officer(), { status: 'ELIGIBLE' })).ids).toEqual(ids(rows.slice(1, 2)));
  expect((await list(officer(), { programme: 'none' })).ids).toEqual([]);
  const passport = officer();
  const first = await list(passport, { first: 2 });
  const second = await list(passport, { first: 2, after: first.page.endCursor });
  expect([...first.ids, ...second.ids]).toEqual(ids(rows));
  expect(second.page.hasNextPage).toBe(false);
});

test('a candidacy is read below a grant that opens aid, its reasons below one that opens them, and below no other', async () => {
  const { id, personKey } = await aCandidate();
  await decide(id);
  const ask = async (classes: readonly DataClass[], subject = personKey) => {
    const passport = officer();
    const grant = grantOf(subject, classes, passport);
    const of = [{ __typename: 'CandidateFile', id, person: { __typename: 'Person', key: personKey, grant } }];
    const { data, errors } = await room.ask(INSIDE, { of }, passport);
    // biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
    return { of: (data?.['_entities'] as any)?.[0]?.candidacy, errors: errors?.length ?? 0 };
  };
  const whole = await ask(['aid', 'aid.note']);
  expect(whole.of).toMatchObject({
    ...{ programmeCode: 'C4U-IT', status: 'ELIGIBLE', lists: ['SCHEME'], phase: 2, needsRegistration: true },
    because: ['SEX', 'MARITAL_STATUS'],
    steps: [
      { act: 'REFER', status: 'FOCUS_GROUP', reason: null },
      { act: 'CONFIRM', status: 'ELIGIBLE', reason: 'Seen at home.' },
    ],
  });
  expect(whole.errors).toBe(0);
  const withoutNotes = await ask(['aid']);
  expect(withoutNotes.of.steps[1]).toMatchObject({ act: 'CONFIRM', reason: null });
  expect(withoutNotes.errors).toBeGreaterThan(0);
  expect((await ask(['register'])).of?.status ?? null).toBeNull();
  expect((await ask(['aid'], crypto.randomUUID())).of?.status ?? null).toBeNull();
});

test('reach says the same in TypeScript and in SQL', async () => {
  const rows = [
    await aCandidate(),
    await aCandidate({ state: '01', district: '1_1' }),
    await aCandidate({ district: '5_1' }),
    await aCandidate({ personKey: OWN }),
  ];
  const bases = [['MY'], ['05'], ['5_5'], ['01', '5_1'], []].flatMap((areas) =>
    [[...DUTY], ['aid'] as const].map((classes) => officer('other', areas, classes).basis),
  );
  for (const basis of [
    ...bases,
    { kind: 'NONE' } as const,
    { kind: 'SELF', personKey: OWN, classes: 0 } as const,
  ]) {
    const found = await handle.db
      .select()
      .from(candidates)
      .where(and(reach.where(basis)));
    const wanted = rows.filter((row) => reach.row(row, basis));
    expect(found.map(({ id }) => id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
  }
});
