import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { type AssessmentCause, assessHousehold } from './assessment.step.ts';
import { assessments } from './assessment.table.ts';
import { type HouseholdRow, households } from './household.table.ts';
import { openWorld, type World } from './household.testing.ts';
import { povertyLines } from './poverty-line.table.ts';

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await testDatabase();
  world = openWorld(database.roomUrl('person'));
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const AT = new Date('2026-11-22T02:00:00Z');
const assess = ({ key: householdKey }: HouseholdRow, on: string, cause: AssessmentCause = 'UPDATE') =>
  world.db.transaction((one) => assessHousehold(one, { householdKey, on, at: AT, cause }));

/** The lines per head of rural Negeri Sembilan, as an eye finds them in the table. */
async function perHead(basisYear: number): Promise<{ poverty: number; food: number }> {
  const rows = await world.db.select().from(povertyLines).where(eq(povertyLines.basisYear, basisYear));
  const amount = (kind: string) =>
    rows.find(
      (row) =>
        row.stateCode === '05' && row.strata === 'RURAL' && row.basis === 'PER_HEAD' && row.kind === kind,
    )?.amount ?? Number.NaN;
  return { poverty: amount('POVERTY'), food: amount('FOOD') };
}

/** The status by the words of the rule: each member's share is compared, in whole numbers. */
function expected(
  total: number,
  members: number,
  { poverty, food }: { poverty: number; food: number },
): string {
  if (BigInt(total) < BigInt(food) * BigInt(members)) return 'HARDCORE_POOR';
  return BigInt(total) < BigInt(poverty) * BigInt(members) ? 'POOR' : 'EXITED';
}

test('the status follows from members and incomes in force that day and the lines adopted then, and the reason from what it was before', async () => {
  const lines = { 2019: await perHead(2019), 2022: await perHead(2022) };
  const member = fc.record({
    monthly: fc.integer({ min: 0, max: 90_000 }),
    isGone: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(member, { minLength: 1, maxLength: 5 }), async (members) => {
      const plans = members.map(({ monthly, isGone }, nth) => ({
        relation: nth === 0 ? ('HEAD' as const) : ('CHILD' as const),
        monthly,
        until: isGone && nth > 0 ? '2024-01-15' : null,
      }));
      const { household } = await world.home(plans);
      let wasPoor = false;
      for (const [nth, [day, year]] of (
        [
          ['2024-01-14', 2019],
          ['2024-01-15', 2022],
        ] as const
      ).entries()) {
        const living = plans.filter(({ until }) => until === null || until > day);
        const total = living.reduce((sum, { monthly }) => sum + monthly, 0);
        const row = await assess(household, day, nth === 0 ? 'CENSUS' : 'UPDATE');
        const status = expected(total, living.length, lines[year]);
        expect(row).toMatchObject({ status, basisYear: year, totalMonthlyIncome: total });
        expect(row).toMatchObject({ memberCount: living.length, test: 'PER_HEAD', assessedOn: day });
        const reason = wasPoor ? 'INCOME_RISE' : 'NOT_POOR';
        expect(row.exitReason).toBe(status === 'EXITED' ? reason : null);
        wasPoor ||= status !== 'EXITED';
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('several assessments of one day follow one another, also when they are asked for at once', async () => {
  const { household } = await world.home([{ monthly: 10_000 }]);
  await Promise.all([1, 2, 3].map(() => assess(household, '2026-11-22')));
  const rows = await world.db.select().from(assessments).where(eq(assessments.householdKey, household.key));
  const inOrder = rows.toSorted((one, other) => one.assessedAt.getTime() - other.assessedAt.getTime());
  expect(new Set(rows.map(({ assessedAt }) => assessedAt.getTime())).size).toBe(3);
  expect(inOrder.map(({ previousId }) => previousId)).toEqual([null, inOrder[0]?.id, inOrder[1]?.id]);
});

test('a household in which nobody lives, a place without a line, and a day before the first line are not assessed', async () => {
  const { household: empty } = await world.home([{ until: '2026-01-01' }]);
  const { household: nowhere } = await world.home([{ monthly: 1 }], { state: '99' });
  const { household: early } = await world.home([{ monthly: 1 }]);
  for (const [household, day] of [
    [empty, '2026-11-22'],
    [nowhere, '2026-11-22'],
    [early, '2020-07-31'],
  ] as const) {
    await expect(assess(household, day)).rejects.toMatchObject({ code: 'STEP_REFUSED' });
    const rows = await world.db.select().from(assessments).where(eq(assessments.householdKey, household.key));
    expect(rows).toEqual([]);
  }
  const unknown = { ...empty, key: crypto.randomUUID() };
  await expect(assess(unknown, '2026-11-22')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('an earlier day is written behind the newest, and the status stays', async () => {
  const { household } = await world.home([{ monthly: 10_000 }]);
  const newest = await assess(household, '2026-11-22');
  const earlier = await assess(household, '2025-11-22');
  expect(earlier.previousId).toBeNull();
  expect((await assess(household, '2026-11-22')).previousId).toBe(newest.id);
  await world.db.delete(households).where(eq(households.key, household.key));
});
