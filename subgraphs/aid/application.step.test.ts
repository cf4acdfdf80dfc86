import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { stepApplication } from './application.step.ts';
import { applicationStatus, applications } from './application.table.ts';
import { anApplication, idOf } from './application.testing.ts';
import { type ApplicationAct, type ApplicationStatus, applicationLife } from './application.ts';
import { applicationAct, applicationSteps } from './application-process.table.ts';
import { notices } from './notice.table.ts';

const AT = new Date('2026-11-22T04:00:00Z');
const ACTS = applicationAct.enumValues.filter((act) => act !== 'SUBMIT');
const PRODUCT = applicationStatus.enumValues.flatMap((status) => ACTS.map((act) => ({ status, act })));

const TOLD = {
  ASK_FOR_DOCUMENTS: 'DOCUMENTS_REQUIRED',
  COMPLETE: 'COMPLETE',
  LAPSE: 'LAPSED',
  APPROVE: 'APPROVED',
  REJECT: 'REJECTED',
  SETTLE: 'COMPLETED',
  REOPEN: 'APPEAL_ALLOWED',
};

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

/** An application that stands at a status; gives its identifier. */
async function standing(status: ApplicationStatus): Promise<string> {
  nth += 1;
  await handle.db.insert(applications).values(anApplication(nth, { status })).execute();
  return idOf('application', nth);
}

const take = (applicationId: string, act: Exclude<ApplicationAct, 'SUBMIT'>, by = 'officer-1') =>
  handle.db.transaction((transaction) =>
    stepApplication(transaction, { applicationId, act, by, at: AT, reason: 'Because.' }),
  );
const stepsOf = (id: string) =>
  handle.db.select().from(applicationSteps).where(eq(applicationSteps.applicationId, id)).execute();
const toldOf = async (id: string) =>
  (await handle.db.select().from(notices).where(eq(notices.applicationId, id)).execute()).map(
    ({ event }) => event,
  );
const statusOf = async (id: string) =>
  (await handle.db.select().from(applications).where(eq(applications.id, id)).execute())[0]?.status;

test.each(PRODUCT)('from $status $act leads where the table says, or nowhere', async ({ status, act }) => {
  const id = await standing(status);
  const steps: Partial<Record<ApplicationAct, ApplicationStatus>> = applicationLife[status];
  const next = steps[act];
  if (next === undefined) {
    await expect(take(id, act)).rejects.toMatchObject({ code: 'STEP_REFUSED' });
    expect(await stepsOf(id)).toEqual([]);
    expect(await statusOf(id)).toBe(status);
    expect(await toldOf(id)).toEqual([]);
    return;
  }
  expect(await take(id, act)).toMatchObject({ id, status: next });
  const step = { act, fromStatus: status, toStatus: next, by: 'officer-1', at: AT, reason: 'Because.' };
  expect(await stepsOf(id)).toEqual([expect.objectContaining(step)]);
  expect(await toldOf(id)).toEqual([TOLD[act]]);
});

test('of two officers who step at once one wins, and the other is told', async () => {
  const id = await standing('IN_PROCESS');
  const both = await Promise.allSettled([take(id, 'APPROVE', 'officer-1'), take(id, 'REJECT', 'officer-2')]);

  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'STEP_REFUSED' },
  });
  expect(await stepsOf(id)).toHaveLength(1);
});

test('complete is what it was the first time, and a reopened application is undecided', async () => {
  const id = await standing('DOCUMENTS_REQUIRED');
  const { completeAt } = await take(id, 'COMPLETE');
  expect(completeAt).toEqual(anApplication(nth).completeAt);
  await take(id, 'REJECT');
  expect(await take(id, 'REOPEN')).toMatchObject({
    status: 'IN_PROCESS',
    decidedAt: null,
    decisionReason: null,
  });
});

test('a step on what there is not is refused', async () => {
  await expect(take(crypto.randomUUID(), 'APPROVE')).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
