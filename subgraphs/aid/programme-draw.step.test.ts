import { openDatabase } from '@seisi/host/database';
import { NOW } from '@seisi/host/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { applications } from './application.table.ts';
import { awards } from './award.table.ts';
import { candidateSteps, candidates, programmeDraws } from './candidate.table.ts';
import { openDrawWork } from './programme-draw.step.ts';
import { aHead, type GivenList, lockedLists } from './programme-draw.testing.ts';

const DAY = '2019-03-31';
const C4U = { asOf: DAY, state: '05' };

let database: TestDatabase;
let handle: ReturnType<typeof openDatabase>;
let notices: string[];
const lists = new Map<string, GivenList>();
const room = lockedLists(lists);

beforeAll(async () => {
  database = await testDatabase();
  handle = openDatabase(database.roomUrl('aid'));
  notices = [];
});
afterAll(async () => {
  await handle.close();
  await database.close();
});

const work = () =>
  openDrawWork({
    ...{ databaseUrl: database.roomUrl('aid'), now: () => NOW, intervalMs: 20 },
    ...{ inquire: room.inquire, onNotice: (line) => void notices.push(line) },
  });
async function asked(list: GivenList, programmeCode = 'C4U-IT', listId = crypto.randomUUID()) {
  lists.set(listId, list);
  const draw = { id: crypto.randomUUID(), programmeCode, listId, drawnBy: 'ppn', startedAt: new Date(NOW) };
  await handle.db.insert(programmeDraws).values({ ...draw, status: 'DRAWING' });
  return draw.id;
}
const drawOf = async (id: string) =>
  (await handle.db.select().from(programmeDraws).where(eq(programmeDraws.id, id)))[0]!;
const ended = (id: string) =>
  expect.poll(async () => (await drawOf(id)).status, { timeout: 20_000 }).not.toBe('DRAWING');
async function drawn(list: GivenList, programmeCode?: string) {
  const id = await asked(list, programmeCode);
  const worker = work();
  await ended(id);
  await worker.close();
  return drawOf(id);
}
const found = async (key: string) =>
  (await handle.db.select().from(candidates).where(eq(candidates.personKey, key)))[0];

async function granted(
  personKey: string,
  schemeCode: string,
  given: { startsOn?: string; endsOn?: string; state?: string } = {},
) {
  const id = crypto.randomUUID();
  const { state = '05', startsOn = '2018-01-01', endsOn = null } = given;
  await handle.db.insert(applications).values({
    ...{ id, reference: `T-${id}`, applicantKey: personKey, state, district: '5_1', schemeCode },
    ...{ status: 'APPROVED', submittedAt: new Date('2017-12-01T00:00:00Z') },
  });
  await handle.db.insert(awards).values({
    ...{ id: crypto.randomUUID(), applicationId: id, version: 1, personKey, schemeCode, amount: 100 },
    ...{ startsOn, endsOn, reason: 'test', by: 'test', at: new Date(NOW) },
  });
}

test('the lists are checked across: everybody once, judged, with every step kept', async () => {
  const left = { povertyStatus: 'EXITED', exitReason: 'INCOME_RISE' };
  const poor = aHead();
  const aided = aHead({ ...left, income: 999_999 });
  const risen = aHead({ ...left, income: 364_000 });
  const below = aHead({ ...left, income: 363_999 });
  const man = aHead({ sex: 'MALE' });
  const wife = aHead({ maritalStatus: 'MARRIED' });
  const [elsewhere, ended1, later, stranger] = Array.from({ length: 4 }, () => crypto.randomUUID());
  await granted(aided.personKey, 'BKK');
  await granted(aided.personKey, 'BA');
  await granted(stranger!, 'BA', { endsOn: DAY });
  await granted(elsewhere!, 'BA', { state: '01' });
  await granted(ended1!, 'BKK', { endsOn: '2019-03-30' });
  await granted(later!, 'BKK', { startsOn: '2019-04-01' });
  await granted(below.personKey, 'BWE');
  const draw = await drawn({ ...C4U, heads: [poor, aided, risen, below, man, wife] });
  expect(draw).toMatchObject({ status: 'DRAWN', fault: null, endedAt: new Date(NOW) });
  expect(draw.listHash).toMatch(/^[0-9a-f]{64}$/);
  const rows = await handle.db.select().from(candidates);
  const told = (key: string) => {
    const { lists: of, status, phase, ruleId, because } = rows.find(({ personKey }) => personKey === key)!;
    return [of.join('+'), status, phase, ruleId, ...because].join(' ');
  };
  expect([poor, aided, risen, below, man, wife].map(({ personKey }) => told(personKey))).toEqual([
    'REGISTER ELIGIBLE 1 C4U-IT-1-1',
    'REGISTER+SCHEME ELIGIBLE 1 C4U-IT-1-3',
    'REGISTER NOT_ELIGIBLE 2 C4U-IT-2-3',
    'REGISTER ELIGIBLE 2 C4U-IT-2-2',
    'REGISTER NOT_ELIGIBLE  ',
    'REGISTER FOCUS_GROUP 1 C4U-IT-1-1 HUSBAND_UNABLE',
  ]);
  expect(told(stranger!)).toMatch(/^SCHEME FOCUS_GROUP 2 C4U-IT-2-1 .*MARITAL_STATUS.*SEX/);
  expect((await found(stranger!))?.needsRegistration).toBe(true);
  expect(rows).toHaveLength(7);
  const steps = await handle.db.select().from(candidateSteps).orderBy(candidateSteps.place);
  const [own] = rows.filter(({ personKey }) => personKey === poor.personKey);
  expect(steps.filter(({ candidateId }) => candidateId === own?.id)).toMatchObject([
    { place: 1, act: 'CROSS_CHECK', status: 'CROSS_CHECKED', by: 'ppn' },
    { place: 2, act: 'FIND_ELIGIBLE', status: 'ELIGIBLE', by: 'ppn' },
  ]);
  expect(steps).toHaveLength(14);
});

test('another draw adds whom it finds besides and changes nobody', async () => {
  const before = await handle.db.select().from(candidates);
  const known = before.find(({ status }) => status === 'ELIGIBLE')!;
  const added = aHead();
  await drawn({ ...C4U, heads: [aHead({ personKey: known.personKey, sex: 'MALE' }), added] });
  const after = await handle.db.select().from(candidates);
  expect(after.filter(({ personKey }) => personKey !== added.personKey)).toEqual(before);
  expect(await found(added.personKey)).toMatchObject({ status: 'ELIGIBLE' });
  const steps = await handle.db.select().from(candidateSteps).where(eq(candidateSteps.candidateId, known.id));
  expect(steps).toHaveLength(2);
});

test.each([
  ['of another day', { ...C4U, asOf: '2019-04-01', heads: [aHead()] }, 'ANOTHER_DAY'],
  ['of another state', { ...C4U, state: '01', heads: [aHead()] }, 'ANOTHER_PLACE'],
  ['of the whole country', { ...C4U, state: null, heads: [aHead()] }, 'ANOTHER_PLACE'],
  ['whose rows are others', { ...C4U, heads: [aHead()], hash: '0'.repeat(64) }, 'ALTERED'],
])('nobody is drawn from a list %s', async (_what, list, fault) => {
  const before = await handle.db.select().from(candidates);
  expect(await drawn(list)).toMatchObject({ status: 'REFUSED', fault, listHash: null });
  expect(await handle.db.select().from(candidates)).toHaveLength(before.length);
});

test('a list that there is not is told', async () => {
  const id = await asked({ ...C4U, heads: [] });
  lists.clear();
  const worker = work();
  await ended(id);
  await worker.close();
  expect(await drawOf(id)).toMatchObject({ status: 'REFUSED', fault: 'NO_SUCH_LIST' });
});

test('while the room of people is away a draw waits, and two workers draw it once', async () => {
  room.told.isAway = true;
  const one = aHead();
  const id = await asked({ ...C4U, heads: [one] });
  const workers = [work(), work()];
  const asked1 = room.told.asked;
  await expect.poll(() => room.told.asked, { timeout: 20_000 }).toBeGreaterThan(asked1 + 1);
  expect(await drawOf(id)).toMatchObject({ status: 'DRAWING' });
  room.told.isAway = false;
  await ended(id);
  for (const worker of workers) await worker.close();
  expect(await drawOf(id)).toMatchObject({ status: 'DRAWN' });
  expect(
    await handle.db.select().from(candidates).where(eq(candidates.personKey, one.personKey)),
  ).toHaveLength(1);
  expect(notices.join()).toContain('The programme draw does not go on');
  expect(notices.join()).not.toContain(one.personKey);
});

test('BKIT is drawn by the same code, from its own rows alone', async () => {
  const single = aHead({ maritalStatus: 'SINGLE', income: 95_999, members: 1 });
  const perHead = aHead({ income: 97_599, members: 4 });
  const above = aHead({ income: 97_600, members: 4 });
  const childless = aHead({ hasUnmarriedChild: false, income: 0 });
  await granted(crypto.randomUUID(), 'BKK', { startsOn: '2020-01-01' });
  const heads = [single, perHead, above, childless];
  const draw = await drawn({ asOf: '2020-06-05', state: null, heads }, 'BKIT');
  expect(draw).toMatchObject({ status: 'DRAWN' });
  const rows = await handle.db.select().from(candidates).where(eq(candidates.programmeCode, 'BKIT'));
  const told = heads.map(({ personKey }) => rows.find((row) => row.personKey === personKey)?.status);
  expect(told).toEqual(['ELIGIBLE', 'ELIGIBLE', 'NOT_ELIGIBLE', 'NOT_ELIGIBLE']);
  expect(rows).toHaveLength(4);
});
