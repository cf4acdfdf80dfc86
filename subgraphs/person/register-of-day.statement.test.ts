import { openDatabase } from '@seisi/host/database';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { assessments } from './assessment.table.ts';
import { groundFacts } from './ground-fact.table.ts';
import { type HouseholdRow, households, memberships } from './household.table.ts';
import { people } from './person.table.ts';
import { type DayOfRegister, headsOfDay } from './register-of-day.statement.ts';

let database: TestDatabase;
let handle: ReturnType<typeof openDatabase>;
let rows: Awaited<ReturnType<typeof readAll>>;
const TODAY = '2026-01-15';

beforeAll(async () => {
  database = await testDatabase({ seeded: true });
  handle = openDatabase(database.adminUrl);
  rows = await readAll();
});
afterAll(async () => {
  await handle.close();
  await database.close();
});

const readAll = async () => ({
  households: await handle.db.select().from(households),
  memberships: await handle.db.select().from(memberships),
  people: new Map((await handle.db.select().from(people)).map((row) => [row.key, row])),
  assessments: await handle.db.select().from(assessments),
  sealed: new Set(
    (await handle.db.select().from(groundFacts).where(eq(groundFacts.kind, 'SEAL'))).map(
      (row) => row.subjectKey,
    ),
  ),
});

const membersOn = (household: HouseholdRow, day: string) =>
  rows.memberships.filter(
    (row) =>
      row.householdKey === household.key && row.since <= day && (row.until === null || row.until > day),
  );

/** One household after another, in plain words. */
function expected({ asOf, state, sex }: DayOfRegister): object[] {
  const isListed = (household: HouseholdRow) =>
    household.registrationStatus === 'CONFIRMED' &&
    household.registeredOn <= asOf &&
    (state === null || household.state === state);
  return rows.households
    .filter((household) => isListed(household) && !isSealed(household))
    .flatMap((household) => headOf(household, asOf) ?? [])
    .filter((row) => sex === null || row.sex === sex)
    .toSorted((one, other) => (one.person_key < other.person_key ? -1 : 1))
    .map((row, index) => ({ place: index + 1, ...row }));
}

function isSealed(household: HouseholdRow): boolean {
  const keys = [household.key, ...membersOn(household, TODAY).map((row) => row.personKey)];
  return keys.some((key) => rows.sealed.has(key));
}

function headOf(household: HouseholdRow, asOf: string) {
  const members = membersOn(household, asOf);
  const withRelation = (relation: string) =>
    members.filter((row) => row.relationToHead === relation).map((row) => rows.people.get(row.personKey)!);
  const [head] = withRelation('HEAD');
  if (head === undefined) return null;
  const [newest] = rows.assessments
    .filter((row) => row.householdKey === household.key && row.assessedOn <= asOf)
    .toSorted((one, other) => (one.assessedOn < other.assessedOn ? 1 : -1));
  const works = withRelation('SPOUSE').some(
    (one) => one.sex === 'MALE' && ['EMPLOYED', 'SELF_EMPLOYED'].includes(one.employment),
  );
  return {
    household_key: household.key,
    person_key: head.key,
    state: household.state,
    district: household.district,
    sex: head.sex,
    marital_status: head.maritalStatus,
    poverty_status: newest?.status ?? null,
    exit_reason: newest?.exitReason ?? null,
    income: newest === undefined ? null : String(newest.totalMonthlyIncome),
    members: newest?.memberCount ?? null,
    has_child: withRelation('CHILD').length > 0,
    has_unmarried_child: withRelation('CHILD').some(({ maritalStatus }) => maritalStatus === 'SINGLE'),
    is_husband_unable: works ? false : null,
  };
}

const DAYS = ['2019-03-31', '2023-06-30', '2025-01-01', TODAY];
const cases = DAYS.flatMap((asOf) => [
  { asOf, state: '05', sex: 'FEMALE' as const, today: TODAY },
  { asOf, state: null, sex: null, today: TODAY },
]);

test.each(cases)('the heads of $asOf in $state are those of a second reading', async (day) => {
  const found = await handle.db.execute(headsOfDay(day));
  expect([...found].map((row) => ({ ...row }))).toEqual(expected(day));
});

test('the days are told apart, and each list has people in it and leaves people out', () => {
  const [, first, , second, , third, , last] = cases.map((day) => expected(day).length);
  expect([first! <= second!, second! <= third!, third! <= last!, first! < last!]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(last!).toBeGreaterThan(20);
  const told = expected(cases[7]!) as readonly Record<string, unknown>[];
  const kinds = ['sex', 'marital_status', 'poverty_status', 'has_child', 'is_husband_unable'];
  expect(kinds.filter((kind) => new Set(told.map((row) => row[kind])).size < 2)).toEqual([]);
  expect(rows.sealed.size).toBeGreaterThan(0);
});
