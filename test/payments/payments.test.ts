import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registryRows } from '@seisi/migrations/seed/registry-rows';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginRun } from '../../subgraphs/aid/payment-act.step.ts';
import { paymentLines, paymentRuns } from '../../subgraphs/aid/payment-run.table.ts';
import { openPaymentWorld, type PaymentWorld } from '../../subgraphs/aid/payment-run.testing.ts';
import { type TestDatabase, testDatabase } from '../setup/postgres.ts';
import { openWay } from '../setup/way.ts';
import { killRun } from './kill-run.ts';
import { expectedPayments } from './world.ts';

const AWARDS = 20_000;

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'seisi-payments-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

test('of a run by two workers that are killed, and whose lines are cut, again and again, each payment stands in one line of one file, and the sum is exact', async () => {
  let next = 40;
  const way = await openWay(database.roomUrl('aid'), (message) => {
    if (message < next) return null;
    next = message + 61 + (message % 13);
    return message % 2 === 0 ? 'before' : 'after';
  });
  const { adminUrl, roomUrl } = database;
  const found = await killRun({
    ...{ adminUrl, roomUrl: roomUrl('aid'), workersUrl: way.url, folder, awards: AWARDS },
    ...{ chunk: 1500, mostLines: 1200, kills: 3, random: Math.random },
  });
  const { lines, total, withoutAccount } = expectedPayments(AWARDS);
  await way.close();
  expect(found).toMatchObject({ faults: [], ended: 0, lines: lines.size, total, unpaid: withoutAccount });
  expect(way.cuts).toBeGreaterThan(1);
  expect(found.files).toBe(Math.ceil(lines.size / 1200));
}, 120_000);

test('a run on the invented registry pays what its payments say, and counts whoever has no account yet', async () => {
  const seeded = await testDatabase({ seeded: true });
  const world = openPaymentWorld(seeded);
  const month = '2026-01-01';
  try {
    const at = new Date('2026-01-15T00:00:00Z');
    await world.db.transaction((one) => beginRun(one, { month, by: 'first', at }));
    await world.work(async () => (await runs(world))[0]?.status === 'PREPARED');
    const { applications, bankAccounts, payments } = registryRows({ seed: 1, households: 60, asOf: month });
    const paidOnce = new Set(payments.map(({ applicationId }) => applicationId));
    const accounts = new Set(
      bankAccounts.filter(({ checkedAt }) => checkedAt !== null).map(({ personKey }) => personKey),
    );
    const scheduled = payments.filter((row) => row.month === month && row.status === 'SCHEDULED');
    // Approved, and nothing of it was set up: the first payment is this run's.
    const first = applications.filter(
      ({ id, awardAmount, awardEndsOn }) => awardAmount !== null && !paidOnce.has(id) && awardEndsOn === null,
    );
    const oneOff = applications.filter(
      ({ id, awardStartsOn, awardEndsOn }) =>
        awardEndsOn !== null && awardEndsOn === awardStartsOn && !paidOnce.has(id),
    );
    const due = [...first, ...oneOff];
    const set = due.filter(({ applicantKey }) => accounts.has(applicantKey));
    const total = [
      ...scheduled.map(({ amount }) => amount),
      ...set.map(({ awardAmount }) => awardAmount ?? 0),
    ];
    expect(scheduled.length).toBeGreaterThan(10);
    expect(due.length - set.length).toBeGreaterThan(0);
    expect((await runs(world))[0]).toMatchObject({
      payments: scheduled.length + set.length,
      total: total.reduce((sum, amount) => sum + amount, 0),
      withoutAccount: due.length - set.length,
    });
    const lined = await world.db.select({ id: paymentLines.paymentId }).from(paymentLines);
    expect(lined.map(({ id }) => id)).toEqual(expect.arrayContaining(scheduled.map(({ id }) => id)));
  } finally {
    await world.close();
    await seeded.close();
  }
});

function runs({ db }: PaymentWorld) {
  return db.select().from(paymentRuns);
}
