import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { stepApplication } from './application.step.ts';
import { applications } from './application.table.ts';
import { anApplication, idOf } from './application.testing.ts';
import type { ApplicationAct } from './application.ts';
import { moveClocks } from './clock.step.ts';
import { clocks } from './clock.table.ts';

let database: TestDatabase;
let handle: DatabaseHandle;
let nth = 0;
beforeAll(async () => {
  database = await testDatabase();
  handle = openDatabase(database.roomUrl('aid'));
});
afterAll(async () => {
  await handle?.close();
  await database?.close();
});

/** Ten in the morning in Malaysia. */
const morning = (day: string) => new Date(`${day}T02:00:00Z`);
type Act = Exclude<ApplicationAct, 'SUBMIT'>;

/** An application in Selangor that was complete, or not, when it was submitted on the 22nd of November 2026; gives its identifier. */
async function submitted(completeAt: Date | null): Promise<string> {
  nth += 1;
  const undecided = { status: 'IN_PROCESS', decidedAt: null, decisionReason: null } as const;
  const application = anApplication(nth, { ...undecided, completeAt, state: '10' });
  await handle.db.insert(applications).values(application);
  const act = { act: 'SUBMIT', at: morning('2026-11-22') } as const;
  await handle.db.transaction((transaction) => moveClocks(transaction, application, act));
  return idOf('application', nth);
}

const take = (applicationId: string, act: Act, day: string) =>
  handle.db.transaction((transaction) =>
    stepApplication(transaction, { applicationId, act, by: 'officer-1', at: morning(day), reason: null }),
  );

/** Its clocks in the order in which they started: what they are and when they end. */
async function clocksOf(id: string) {
  const rows = await handle.db.select().from(clocks).where(eq(clocks.applicationId, id)).orderBy(clocks.kind);
  return rows.map(({ kind, startedOn, dueOn, endedOn, outcome }) => [
    ...[kind, startedOn, dueOn],
    ...[endedOn, outcome],
  ]);
}

test('from the complete application to the decision one clock runs, and is met or not', async () => {
  const [inTime, late] = [
    await submitted(morning('2026-11-22')),
    await submitted(morning('2026-11-22')),
  ] as const;
  expect(await clocksOf(inTime)).toEqual([['DECISION', '2026-11-22', '2027-01-06', null, null]]);
  await take(inTime, 'APPROVE', '2027-01-06');
  await take(late, 'REJECT', '2027-01-07');
  expect(await clocksOf(inTime)).toEqual([['DECISION', '2026-11-22', '2027-01-06', '2027-01-06', 'MET']]);
  expect(await clocksOf(late)).toEqual([['DECISION', '2026-11-22', '2027-01-06', '2027-01-07', 'LAPSED']]);
});

test('while documents are awaited the one clock stands still and the other runs', async () => {
  const id = await submitted(morning('2026-11-22'));
  await take(id, 'ASK_FOR_DOCUMENTS', '2026-12-01');
  expect(await clocksOf(id)).toEqual([
    ['COMPLETENESS', '2026-12-01', '2026-12-15', null, null],
    ['DECISION', '2026-11-22', null, null, null],
  ]);
  await take(id, 'COMPLETE', '2026-12-09');
  expect(await clocksOf(id)).toEqual([
    ['COMPLETENESS', '2026-12-01', '2026-12-15', '2026-12-09', 'MET'],
    ['DECISION', '2026-11-22', '2027-01-15', null, null],
  ]);
});

test('of an application that was never complete no decision’s clock runs until it is', async () => {
  const id = await submitted(null);
  expect(await clocksOf(id)).toEqual([]);
  await take(id, 'ASK_FOR_DOCUMENTS', '2026-11-22');
  await take(id, 'COMPLETE', '2026-11-30');
  expect(await clocksOf(id)).toEqual([
    ['COMPLETENESS', '2026-11-22', '2026-12-06', '2026-11-30', 'MET'],
    ['DECISION', '2026-11-30', '2027-01-14', null, null],
  ]);
});

test('an application that lapses has no clock left, and one that is opened again has a new one', async () => {
  const id = await submitted(morning('2026-11-22'));
  await take(id, 'ASK_FOR_DOCUMENTS', '2026-12-01');
  await take(id, 'LAPSE', '2026-12-16');
  const ended = [
    ['COMPLETENESS', '2026-12-01', '2026-12-15', '2026-12-16', 'LAPSED'],
    ['DECISION', '2026-11-22', null, '2026-12-16', 'CANCELLED'],
  ];
  expect(await clocksOf(id)).toEqual(ended);
  await take(id, 'REOPEN', '2027-01-11');
  expect(await clocksOf(id)).toEqual(
    expect.arrayContaining([...ended, expect.arrayContaining(['2027-01-11', null])]),
  );
});

test('a clock that a step would start twice undoes the step', async () => {
  const id = await submitted(morning('2026-11-22'));
  await take(id, 'ASK_FOR_DOCUMENTS', '2026-12-01');
  await handle.db.update(applications).set({ status: 'IN_PROCESS' }).where(eq(applications.id, id));
  await expect(take(id, 'ASK_FOR_DOCUMENTS', '2026-12-02')).rejects.toThrow();
  expect(await clocksOf(id)).toHaveLength(2);
});
