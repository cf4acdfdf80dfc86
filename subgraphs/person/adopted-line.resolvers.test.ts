import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { assessments } from './assessment.table.ts';
import { officer, postingOf } from './ground/testing.ts';
import { memberships } from './household.table.ts';
import { openWorld, TODAY, type World } from './household.testing.ts';
import { openRecompute } from './recompute-run.work.ts';

const LINE = `basisYear since status proposedAt adoptedAt run {
  day status assessed outcomes { before after households } skipped { reason households } endedAt }`;

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
  const national = (who: string, area = 'MY', agency = 'icu-jpm') =>
    world.fact({ ...postingOf(who, ['register', 'poverty'], [area]), id: `P-${who}`, agency });
  for (const who of ['first', 'second', 'third']) await national(who);
  await national('state', '05');
  await national('elsewhere', 'MY', 'jkm');
  // A second account of the first officer's own person.
  const { subjectKey } = await world.fact({
    ...postingOf('own', ['poverty'], ['MY']),
    id: 'P-x',
    agency: 'icu-jpm',
  });
  await world.fact({ ...postingOf('again', ['poverty'], ['MY']), id: 'P-y', agency: 'icu-jpm', subjectKey });
});
afterAll(async () => {
  await world.close();
  await database.close();
});

// biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; each test says what it expects of it.
type Json = any;

/** Takes an act; gives the line, or the codes of the refusal. */
async function act(name: 'propose' | 'adopt', input: object, who: string): Promise<Json> {
  const field = `${name}PovertyLine`;
  const type = `${name === 'propose' ? 'Propose' : 'Adopt'}PovertyLineInput`;
  const text = `mutation ($input: ${type}!) { ${field}(input: $input) { adoptedLine { id ${LINE} } } }`;
  const given = { idempotencyKey: crypto.randomUUID(), ...input };
  const { data, errors } = await world.room.ask(text, { input: given }, await world.as(officer(who)));
  return (data as Json)?.[field]?.adoptedLine ?? errors?.map(({ extensions }) => extensions?.['code']);
}

async function lines(who = 'first'): Promise<Json> {
  const passport = await world.as(officer(who));
  const { data, errors } = await world.room.ask(`{ adoptedLines { id ${LINE} } }`, {}, passport);
  return { lines: (data as Json)?.adoptedLines, errors: errors?.map(({ extensions }) => extensions) };
}

const proposed = (since: string, who = 'first', basisYear = 2019) =>
  act('propose', { basisYear, since }, who);

test('only a national officer of eKasih with poverty in the duty decides about lines, and only whose duty opens poverty reads them', async () => {
  for (const who of ['state', 'elsewhere', 'nobody'])
    expect(await proposed('2027-01-01', who)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  expect((await lines('state')).lines).toHaveLength(2);
  expect((await lines('nobody')).errors).toMatchObject([{ class: 'poverty' }]);
});

test('a line whose survey is not on record, not whole, in force already or of a day that has passed is refused', async () => {
  expect(await proposed('2027-01-01', 'first', 2021)).toEqual(['STEP_REFUSED']);
  expect(await proposed('2027-01-01', 'first', 2024)).toEqual(['STEP_REFUSED']);
  expect(await proposed('2027-01-01', 'first', 2022)).toEqual(['STEP_REFUSED']);
  expect(await proposed('2026-11-21')).toEqual(['BAD_USER_INPUT']);
  expect(await proposed('2027-02-30')).toEqual(['BAD_USER_INPUT']);
  expect(await act('adopt', { id: crypto.randomUUID() }, 'first')).toEqual(['NOT_FOUND']);
});

test('who proposed a line does not adopt it, under whatever account; of two who adopt it at once one does', async () => {
  const { id, ...line } = await proposed('2028-01-01', 'own');
  expect(line).toMatchObject({ status: 'PROPOSED', basisYear: 2019, since: '2028-01-01', run: null });
  expect(await act('adopt', { id }, 'own')).toEqual(['STEP_REFUSED']);
  expect(await act('adopt', { id }, 'again')).toEqual(['STEP_REFUSED']);
  const both = await Promise.all([act('adopt', { id }, 'second'), act('adopt', { id }, 'third')]);
  const won = both.filter((one) => !Array.isArray(one));
  expect(won).toMatchObject([{ status: 'ADOPTED', run: { day: '2028-01-01', status: 'RUNNING' } }]);
  expect(both.filter((one) => Array.isArray(one))).toEqual([['STEP_REFUSED']]);
  // Another for the same day, whoever it is.
  expect(await proposed('2028-01-01', 'first')).toEqual(['STEP_REFUSED']);
});

test('from its first day on every confirmed household is assessed by an adopted line, once, and the run says what came of it', async () => {
  const rich = await Promise.all(Array.from({ length: 12 }, () => world.home([{ monthly: 900_000 }])));
  const poor = await Promise.all(Array.from({ length: 11 }, () => world.home([{ monthly: 100 }])));
  const empty = await world.home([{ until: '2026-01-01' }]);
  const unconfirmed = await world.home([{ monthly: 100 }], { registrationStatus: 'UNDER_CENSUS' });
  for (const { household } of poor) await world.assessed(household, { assessedOn: '2026-01-01' });
  const later = await world.home([{ monthly: 100 }]);
  await world.assessed(later.household, { assessedOn: '2026-12-24' });
  const key = crypto.randomUUID();
  const { id } = await proposed(TODAY);
  const adopted = await Promise.all([0, 1].map(() => act('adopt', { id, idempotencyKey: key }, 'second')));
  expect(adopted.map(({ status }) => status)).toEqual(['ADOPTED', 'ADOPTED']);
  await turn();
  await turn();
  const run = (await lines()).lines.find((line: Json) => line.id === id).run;
  expect(run).toMatchObject({ status: 'DONE', assessed: 23, day: TODAY });
  expect(run.outcomes).toEqual([
    { before: null, after: 'EXITED', households: 12 },
    { before: 'POOR', after: 'HARDCORE_POOR', households: 11 },
  ]);
  // Fewer than ten would tell of themselves.
  expect(run.skipped).toEqual([
    { reason: 'ASSESSED_LATER', households: null },
    { reason: 'NOBODY_LIVES_THERE', households: null },
  ]);
  for (const { household } of [...rich, ...poor]) {
    const rows = await rowsOf(household.key);
    expect(rows.filter(({ cause }) => cause === 'NEW_LINE')).toMatchObject([
      { basisYear: 2019, assessedOn: TODAY },
    ]);
  }
  for (const { household } of [empty, unconfirmed]) expect(await rowsOf(household.key)).toEqual([]);
});

test('an assessment is replayed from what it kept, and says where the register differs since', async () => {
  const { household, people } = await world.home([{ monthly: 100 }]);
  await world.assessed(household, { totalMonthlyIncome: 100, memberCount: 1, status: 'HARDCORE_POOR' });
  const text = `query ($id: ID!) { household(id: $id) { assessment { cause assessedAt
    verdicts { test status } replay { status isSame isRegisterSame } } } }`;
  const read = async (): Promise<Json> => {
    const { data } = await world.room.ask(text, { id: household.id }, await world.as(officer('first')));
    return (data as Json).household.assessment;
  };
  expect(await read()).toEqual({
    ...{ cause: 'CENSUS', assessedAt: '2026-01-01T04:00:00.000Z' },
    verdicts: ['PER_HEAD', 'HOUSEHOLD', 'HOUSEHOLD_OR_PER_HEAD'].map((name) => ({
      test: name,
      status: 'HARDCORE_POOR',
    })),
    replay: { status: 'HARDCORE_POOR', isSame: true, isRegisterSame: true },
  });
  await world.db
    .update(memberships)
    .set({ until: '2025-12-31' })
    .where(eq(memberships.personKey, people[0]!.key));
  await world.db
    .update(assessments)
    .set({ status: 'POOR' })
    .where(eq(assessments.householdKey, household.key));
  const { replay } = await read();
  expect(replay).toEqual({ status: 'HARDCORE_POOR', isSame: false, isRegisterSame: false });
});

function rowsOf(householdKey: string) {
  return world.db.select().from(assessments).where(eq(assessments.householdKey, householdKey));
}

/** Goes on with the runs whose day has come, in pieces smaller than all there are. */
async function turn(): Promise<void> {
  const notices: string[] = [];
  const now = () => Date.parse(`${TODAY}T06:00:00Z`);
  const work = openRecompute({
    ...{ databaseUrl: database.roomUrl('person'), now, size: 5 },
    onNotice: (line) => notices.push(line),
  });
  await work.turn();
  await work.close();
  expect(notices).toEqual([]);
}
