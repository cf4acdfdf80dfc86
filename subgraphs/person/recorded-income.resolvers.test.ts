import type { DataClass } from '@seisi/schema/classes';
import type { RoomResult } from '@seisi/schema/room';
import type { Viewer } from '@seisi/schema/viewer';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { assessments } from './assessment.table.ts';
import { codesOf } from './consent.testing.ts';
import { agreementOf, citizen, client, officer, postingOf } from './ground/testing.ts';
import { groundFacts } from './ground-fact.table.ts';
import { type Home, openWorld, TODAY, type World } from './household.testing.ts';
import type { PersonRow } from './person.table.ts';
import { recordedIncomes } from './recorded-income.table.ts';

const YESTERDAY = '2026-11-21';
const DUTY: DataClass[] = ['register', 'kinship', 'income', 'poverty', 'poverty.status'];
let database: TestDatabase;
let world: World;
let family: Home;
let ana: PersonRow;
const posted = (id: string, given: object = {}) =>
  world.fact({ ...postingOf(id, DUTY, ['05']), id: `P-${id}`, ...given });

beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
});
/** A couple of whom she earns RM1,000 by what was carried over, and an officer of their state. */
beforeEach(async () => {
  await world.db.delete(groundFacts);
  family = await world.home([{ monthly: 100_000 }, { relation: 'SPOUSE' }]);
  ana = family.people[0]!;
  await posted('one');
});
afterAll(async () => {
  await world.close();
  await database.close();
});

type Act = 'recordIncome' | 'correctIncome';
const ACTS = {
  recordIncome:
    'mutation($input: RecordIncomeInput!) { recordIncome(input: $input) { income { id person { id monthlyIncome } } } }',
  correctIncome:
    'mutation($input: CorrectIncomeInput!) { correctIncome(input: $input) { income { id person { id monthlyIncome } } } }',
} as const;
const said = (given: object = {}) => ({
  person: ana.id,
  monthly: 50_000,
  since: '2026-06-01',
  origin: 'DOCUMENT',
  method: 'VISIT',
  idempotencyKey: crypto.randomUUID(),
  ...given,
});
const ask = async (act: Act, input: object, who: Viewer = officer('one')): Promise<RoomResult> =>
  world.room.ask(ACTS[act], { input }, await world.as(who));
const record = (given: object = {}, who?: Viewer) =>
  ask('recordIncome', said({ source: 'TRANSFERS', ...given }), who);
const correct = (given: object, who?: Viewer) => ask('correctIncome', said(given), who);

type Shown = { readonly id: string; readonly monthly: number };
const ASKED = `query($id: ID!, $day: Date) { person(id: $id) {
  incomesAsOf(day: $day) { id source monthly since until origin method recordedAt } } }`;
const asOf = async (day: string | null, who = officer('one')): Promise<readonly Shown[]> => {
  const { data, errors } = await world.room.ask(ASKED, { id: ana.id, day }, await world.as(who));
  expect(errors ?? []).toEqual([]);
  const person = data?.['person'] as { incomesAsOf: Shown[] } | null | undefined;
  return person?.incomesAsOf ?? [];
};
const statuses = () =>
  world.db.select().from(assessments).where(eq(assessments.householdKey, family.household.key));

describe('an income that an officer records', () => {
  test('counts from today on, with where it comes from; what the register said before stays', async () => {
    const result = await record();

    expect(result.data?.['recordIncome']).toMatchObject({
      income: { person: { id: ana.id, monthlyIncome: 150_000 } },
    });
    expect(await asOf(null)).toMatchObject([
      { monthly: 100_000, origin: 'CARRIED_OVER', method: null, recordedAt: null },
      {
        source: 'TRANSFERS',
        monthly: 50_000,
        since: '2026-06-01',
        until: null,
        origin: 'DOCUMENT',
        method: 'VISIT',
        recordedAt: '2026-11-22T04:00:00.000Z',
      },
    ]);
    expect(await asOf(YESTERDAY)).toMatchObject([{ monthly: 100_000 }]);
  });

  test('assesses the household anew in the same step', async () => {
    expect(await statuses()).toEqual([]);
    await record({ monthly: 7 });
    expect(await statuses()).toMatchObject([
      { assessedOn: TODAY, totalMonthlyIncome: 100_007, memberCount: 2, test: 'PER_HEAD', state: '05' },
    ]);
  });

  test('is recorded once under one key, and another input under it is refused', async () => {
    const input = said({ source: 'WAGES' });
    const first = await ask('recordIncome', input);
    const again = await ask('recordIncome', input);
    const other = await ask('recordIncome', { ...input, monthly: 1 });

    expect(again.data).toEqual(first.data);
    expect(codesOf(other)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect(await asOf(null)).toHaveLength(2);
  });

  test.each([
    ['a part of a sen', { monthly: 0.5 }],
    ['less than nothing', { monthly: -1 }],
    ['more than anybody earns', { monthly: 1_000_000_001 }],
    ['a day that is none', { since: '2026-02-30' }],
    ['a day that is still to come', { since: '2026-11-23' }],
    ['an end before the beginning', { until: '2026-05-31' }],
    ['an end on the first day', { until: '2026-06-01' }],
    ['an origin that nobody records', { origin: 'CARRIED_OVER' }],
    ['a person who is no identifier', { person: 'ana' }],
  ])('does not say %s', async (_what, given) => {
    expect(codesOf(await record(given))).toEqual(['BAD_USER_INPUT']);
    expect(await asOf(null)).toHaveLength(1);
  });
});

describe('an income that an officer corrects', () => {
  let id: string;
  beforeEach(async () => {
    id = (await asOf(null))[0]!.id;
  });

  test('says the new all along from today’s view, and the old as of yesterday', async () => {
    expect(codesOf(await correct({ income: id, since: '2020-01-01' }))).toEqual([]);

    expect(await asOf(null)).toMatchObject([{ id, monthly: 50_000, origin: 'DOCUMENT' }]);
    expect(await asOf(YESTERDAY)).toMatchObject([{ id, monthly: 100_000, origin: 'CARRIED_OVER' }]);
    const versions = await world.db.select().from(recordedIncomes).where(eq(recordedIncomes.incomeId, id));
    expect(versions.map(({ version, recordedBy }) => [version, recordedBy])).toEqual([
      [0, null],
      [1, 'one'],
    ]);
  });

  test('ends where an end is named, and never was where that is its first day', async () => {
    await correct({ income: id, monthly: 100_000, since: '2020-01-01', until: TODAY });
    expect(await asOf(null)).toEqual([]);
    await correct({ income: id, monthly: 100_000, since: '2020-01-01', until: '2020-01-01' });
    expect(await asOf(null)).toEqual([]);
    expect(await asOf(YESTERDAY)).toHaveLength(1);
    // Each correction is followed by an assessment of its own.
    expect((await statuses()).map(({ totalMonthlyIncome }) => totalMonthlyIncome)).toEqual([0, 0]);
  });

  test('is of that person: another’s, and none at all, are not found', async () => {
    const person = family.people[1]!.id;
    for (const given of [{ income: id, person }, { income: crypto.randomUUID() }])
      expect(codesOf(await correct(given))).toEqual(['NOT_FOUND']);
    expect(await asOf(null)).toMatchObject([{ monthly: 100_000 }]);
  });

  test('says something new', async () => {
    const same = { income: id, monthly: 100_000, since: '2020-01-01' };
    expect(codesOf(await correct(same))).toEqual(['STEP_REFUSED']);
  });

  test('by two officers at once keeps both versions', async () => {
    await posted('two');
    const by = (who: string, monthly: number) => correct({ income: id, monthly }, officer(who));
    const both = await Promise.all([by('one', 1), by('two', 2)]);

    expect(both.flatMap(codesOf)).toEqual([]);
    const versions = await world.db.select().from(recordedIncomes).where(eq(recordedIncomes.incomeId, id));
    expect(versions.map(({ version }) => version).toSorted()).toEqual([0, 1, 2]);
    const newest = versions.find(({ version }) => version === 2);
    expect(await asOf(null)).toMatchObject([{ monthly: newest?.monthly }]);
  });
});

test('what was recorded can neither be changed nor deleted by the room', async () => {
  await record();
  const { db } = world;
  const denied = { cause: { message: expect.stringContaining('permission denied') } };
  await expect(db.update(recordedIncomes).set({ monthly: 1 }).execute()).rejects.toMatchObject(denied);
  await expect(db.delete(recordedIncomes).execute()).rejects.toMatchObject(denied);
});

describe('nobody records', () => {
  test('but an officer whose duty opens incomes', async () => {
    await posted('narrow', { classes: ['register', 'kinship'] });
    await world.fact({ ...agreementOf('ngo', DUTY, ['MY']), id: 'A-1' });
    const low = { ...officer('one'), assurance: 'low' };
    for (const who of [client('ngo', 'A-1'), citizen(ana), officer('narrow'), officer('nobody'), low])
      expect(codesOf(await record({}, who))).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    expect(await asOf(null)).toHaveLength(1);
  });

  test('of oneself, of whom one lives with, of a relative, elsewhere or under a seal: they are not found, like nobody', async () => {
    await posted('self', { subjectKey: ana.key });
    await posted('home', { subjectKey: family.people[1]!.key });
    await posted('elsewhere', { areas: ['06'] });
    await posted('cousin');
    await world.fact({ kind: 'RELATIVE', holder: 'cousin', subjectKey: ana.key });
    const nobody = await record({ person: crypto.randomUUID() });

    expect(codesOf(nobody)).toEqual(['NOT_FOUND']);
    for (const id of ['self', 'home', 'elsewhere', 'cousin'])
      expect(await record({}, officer(id))).toEqual(nobody);
    await world.seal(ana.key);
    expect(await record()).toEqual(nobody);
  });
});
