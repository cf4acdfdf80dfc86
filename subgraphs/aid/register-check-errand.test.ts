import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import type { Inquire } from '@seisi/host/inquiry';
import { NOW } from '@seisi/host/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { applications } from './application.table.ts';
import { anApplication, idOf } from './application.testing.ts';
import { outbox } from './outbox.table.ts';
import { requestChecks } from './register-check.step.ts';
import { registerChecks } from './register-check.table.ts';
import { checkCarrier } from './register-check-errand.step.ts';

const AWAY = { kind: 'UNAVAILABLE', failure: 'FAILED' };
const TOLD = { kind: 'TOLD', told: { vehicles: 1 } };

let database: TestDatabase;
let handle: DatabaseHandle;
let nth = 0;
let applicationId: string;
let asked: string[];
/** What the room that decides finds out. */
let reply: unknown;
const inquire: Inquire = async (register, subject) => {
  asked.push(`${register} ${subject}`);
  return reply;
};

beforeAll(async () => {
  database = await testDatabase();
  handle = openDatabase(database.roomUrl('aid'));
});
afterAll(async () => {
  await handle?.close();
  await database?.close();
});
beforeEach(async () => {
  nth += 1;
  [applicationId, asked, reply] = [idOf('application', nth), [], TOLD];
  await handle.db.insert(applications).values(anApplication(nth, { status: 'IN_PROCESS' }));
  await handle.db.transaction((transaction) =>
    requestChecks(transaction, { applicationId, at: new Date(NOW) }, ['JPJ']),
  );
});

/** Carries the errand once, as the courier does. */
async function carry(): Promise<void> {
  const [errand] = await handle.db.select().from(outbox).where(eq(outbox.about, applicationId));
  if (errand === undefined) throw new Error('No errand was left.');
  await checkCarrier({ inquire, now: () => NOW })(errand, handle.db);
}

async function kept() {
  const [row] = await handle.db
    .select()
    .from(registerChecks)
    .where(eq(registerChecks.applicationId, applicationId));
  return row;
}

test('a register that is away is asked again by the same errand, until it answers', async () => {
  reply = AWAY;
  await expect(carry()).rejects.toMatchObject({ code: 'REGISTER_AWAY' });
  expect(await kept()).toMatchObject({ status: 'UNAVAILABLE', failure: 'FAILED', answer: null, attempts: 1 });

  reply = TOLD;
  await carry();
  expect(await kept()).toMatchObject({
    status: 'ANSWERED',
    failure: null,
    answer: { vehicles: 1 },
    attempts: 2,
  });
  await carry();
  expect(asked).toHaveLength(2);
});

test('a register that knows nobody of that number is not asked again', async () => {
  reply = { kind: 'UNAVAILABLE', failure: 'NOT_ON_RECORD' };
  await carry();
  await carry();
  expect(asked).toEqual([`JPJ ${idOf('person', nth)}`]);
  expect(await kept()).toMatchObject({ status: 'UNAVAILABLE', failure: 'NOT_ON_RECORD', answer: null });
});

test('of two who carry at once one asks', async () => {
  await Promise.all([carry(), carry()]);
  expect(asked).toHaveLength(1);
});

test('nobody is asked about an application that was decided meanwhile', async () => {
  const decided = eq(applications.id, applicationId);
  await handle.db.update(applications).set({ status: 'REJECTED' }).where(decided);
  await carry();
  expect(asked).toEqual([]);
});

test('what the room that decides says wrongly, or fails to say, is no answer', async () => {
  for (const wrong of [
    null,
    'yes',
    { kind: 'TOLD' },
    { kind: 'TOLD', told: { vehicles: '1' } },
    { kind: 'OTHER' },
  ]) {
    reply = wrong;
    await handle.db.transaction((transaction) =>
      requestChecks(transaction, { applicationId, at: new Date(NOW) }, ['JPJ']),
    );
    await carry();
    expect(await kept()).toMatchObject({ status: 'UNAVAILABLE', failure: 'MALFORMED', answer: null });
  }
});
