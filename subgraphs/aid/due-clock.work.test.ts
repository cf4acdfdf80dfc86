import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { RegistryError } from '@seisi/schema/errors';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { openWay } from '../../test/setup/way.ts';
import { stepApplication } from './application.step.ts';
import { applications } from './application.table.ts';
import { idOf } from './application.testing.ts';
import { applicationSteps } from './application-process.table.ts';
import { clocks } from './clock.table.ts';
import { anIncomplete, lapseSlowly } from './due-clock.testing.ts';
import { type DueClocks, openDueClocks } from './due-clock.work.ts';

/** Fourteen days before the last day of those below. */
const SINCE = '2026-11-01';
const LAST_DAY = Date.parse('2026-11-15T23:59:59+08:00');
const AFTER = LAST_DAY + 1000;
/** No round begins by itself. */
const NEVER = 3_600_000;

let database: TestDatabase;
let handle: DatabaseHandle;
let notices: string[] = [];
beforeAll(async () => {
  database = await testDatabase();
  handle = openDatabase(database.roomUrl('aid'));
});
afterAll(async () => {
  await handle?.close();
  await database?.close();
});
beforeEach(async () => {
  notices = [];
  for (const table of [applications, clocks, applicationSteps]) await handle.db.delete(table).execute();
});

type Given = Partial<Parameters<typeof openDueClocks>[0]>;

/** Works with it, and closes it. */
async function watching<Result>(given: Given, work: (watch: DueClocks) => Promise<Result>): Promise<Result> {
  const watch = openDueClocks({
    databaseUrl: database.roomUrl('aid'),
    now: () => AFTER,
    onNotice: (line) => notices.push(line),
    lapse: lapseSlowly,
    intervalMs: NEVER,
    ...given,
  });
  try {
    return await work(watch);
  } finally {
    await watch.close();
  }
}

/** So many applications whose documents are awaited since a day. */
async function incomplete(count: number, since = SINCE): Promise<void> {
  const all = Array.from({ length: count }, (_none, at) => anIncomplete(at + 1, since));
  await handle.db.insert(applications).values(all.map(({ application }) => application));
  await handle.db.insert(clocks).values(all.map(({ clock }) => clock));
}

/** How many were refused: by their status, by their history and by their clocks, which must say the same. */
async function refused() {
  const rows = await handle.db.select().from(applications).where(eq(applications.status, 'REJECTED'));
  const steps = await handle.db.select().from(applicationSteps).where(eq(applicationSteps.act, 'LAPSE'));
  const ended = await handle.db.select().from(clocks).where(eq(clocks.outcome, 'LAPSED'));
  return [rows.length, steps.length, new Set(steps.map((step) => step.applicationId)).size, ended.length];
}

test('an incomplete application is refused after its last day, by the system and with a reason', async () => {
  await incomplete(1);
  expect(await watching({ now: () => LAST_DAY }, (watch) => watch.turn())).toBe(0);
  expect(await watching({}, (watch) => watch.turn())).toBe(1);
  expect(await watching({}, (watch) => watch.turn())).toBe(0);
  expect(await refused()).toEqual([1, 1, 1, 1]);
  const [row] = await handle.db.select().from(applications);
  expect(row).toMatchObject({
    status: 'REJECTED',
    decisionReason: 'tidak lengkap',
    decidedAt: new Date(AFTER),
  });
});

test('whoever completes it while it is being refused is in time, or is told; never both', async () => {
  await incomplete(15);
  const complete = (n: number) =>
    handle.db.transaction((transaction) =>
      stepApplication(transaction, {
        ...{ applicationId: idOf('application', n), act: 'COMPLETE', by: 'officer-1' },
        ...{ at: new Date(AFTER), reason: null },
      }),
    );
  const officer = async () => {
    const taken = [];
    for (let n = 15; n > 0; n -= 1) taken.push(...(await Promise.allSettled([complete(n)])));
    return taken.filter(({ status }) => status === 'fulfilled').length;
  };
  const [completed, lapsed] = await Promise.all([officer(), watching({}, (watch) => watch.turn())]);
  expect(completed + lapsed).toBe(15);
  expect((await refused()).slice(0, 3)).toEqual([lapsed, lapsed, lapsed]);
});

test('of two processes one at a time refuses, and each application once', async () => {
  await incomplete(20);
  const turns = () => watching({}, async (watch) => (await watch.turn()) + (await watch.turn()));
  const [one, other] = await Promise.all([turns(), turns()]);
  expect(one + other + (await watching({}, (watch) => watch.turn()))).toBe(20);
  expect(await refused()).toEqual([20, 20, 20, 20]);
});

test('killed between any two, nothing is lost and nothing is done twice', async () => {
  await incomplete(60);
  for (const wait of [20, 120]) {
    const script = join(import.meta.dirname, 'due-clock-running.testing.ts');
    const child = spawn(process.execPath, [script, database.roomUrl('aid'), `${AFTER}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await sleep(wait);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const [rows, ...others] = await refused();
    expect(others).toEqual([rows, rows, rows]);
  }
  // The server may not have let go of the last one yet.
  while ((await refused())[0] !== 60) await watching({}, (watch) => watch.turn());
  expect(await refused()).toEqual([60, 60, 60, 60]);
});

test('an application that cannot be refused holds up no other, and is told once', async () => {
  await incomplete(3);
  const isSecond = (id: string) => id === idOf('application', 2);
  const lapse: typeof lapseSlowly = async (transaction, id, at) => {
    await lapseSlowly(transaction, id, at);
    if (isSecond(id)) throw new RegistryError('STEP_REFUSED', 'Not this one.');
  };
  const turns = await watching({ lapse }, async (watch) => [await watch.turn(), await watch.turn()]);
  expect([turns, await refused()]).toEqual([
    [2, 0],
    [2, 2, 2, 2],
  ]);
  expect(notices).toEqual([expect.stringContaining('STEP_REFUSED')]);
});

test('a database that is away is told once, and when it is back the work goes on', async () => {
  await incomplete(2);
  const away = await openWay(database.roomUrl('aid'));
  await away.shut();
  await watching({ databaseUrl: away.url, intervalMs: 5 }, async () => {
    while (notices.length === 0) await sleep(5);
    await away.open();
    while ((await refused())[0] !== 2) await sleep(5);
  });
  await away.close();
  expect(await refused()).toEqual([2, 2, 2, 2]);
  expect(new Set(notices).size).toBe(notices.length);
});

test('a line that is cut again and again, at whatever it says, loses no refusal and doubles none', async () => {
  await incomplete(12);
  let next = 20;
  const way = await openWay(database.roomUrl('aid'), (message) => {
    if (message < next) return null;
    next = message + 61 + (message % 17);
    return message % 2 === 0 ? 'before' : 'after';
  });
  await watching({ databaseUrl: way.url, intervalMs: 1 }, async () => {
    while ((await refused())[0] !== 12) await sleep(5);
  });
  await way.close();
  expect(way.cuts).toBeGreaterThan(3);
  expect(await refused()).toEqual([12, 12, 12, 12]);
});
