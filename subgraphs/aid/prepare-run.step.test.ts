import { NOW } from '@seisi/host/testing';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { payments } from './application.table.ts';
import { type AwardVersionRow, awards, bankAccounts } from './award.table.ts';
import { beginRun, releaseRun } from './payment-act.step.ts';
import type { PaymentChannel } from './payment-channel.ts';
import { paymentFiles, paymentLines, paymentRuns } from './payment-run.table.ts';
import { anAccount, anAward, openPaymentWorld, type PaymentWorld } from './payment-run.testing.ts';
import { hashOfRun, paysFor } from './payment-run.ts';

let database: TestDatabase;
let world: PaymentWorld;
beforeAll(async () => {
  database = await testDatabase();
  world = openPaymentWorld(database);
});
afterAll(async () => {
  await world.close();
  await database.close();
});

const AT = new Date(NOW);

async function runOf(month: string) {
  const [run] = await world.db.select().from(paymentRuns).where(eq(paymentRuns.month, month));
  return run!;
}

/** Has the run of a month prepared; it begins at an instant. */
async function prepare(month: string, at = AT) {
  await world.db.transaction((one) => beginRun(one, { month, by: 'first', at }));
  await world.work(async () => (await runOf(month)).status === 'PREPARED');
  return runOf(month);
}

/** Everything of these tables is gone: the next test begins anew. */
async function clear() {
  for (const table of [paymentLines, paymentFiles, paymentRuns, payments, bankAccounts, awards])
    await world.db.delete(table);
}

/** The months that are in a line, for each award. */
async function paidMonths(): Promise<Map<string, string[]>> {
  const rows = await world.db
    .select({ award: paymentLines.awardId, month: payments.month })
    .from(paymentLines)
    .innerJoin(payments, eq(payments.id, paymentLines.paymentId))
    .orderBy(payments.month);
  return new Map(
    [...Map.groupBy(rows, ({ award }) => award ?? '')].map(([award, of]) => [
      award,
      of.map(({ month }) => month),
    ]),
  );
}

test('whatever was granted, a run pays what `paysFor` says', async () => {
  const day = fc
    .integer({ min: 0, max: 200 })
    .map((n) => new Date(Date.UTC(2026, 6, 1) + n * 86_400_000).toISOString().slice(0, 10));
  const granted = fc.record({
    startsOn: day,
    endsOn: fc.option(day),
    amount: fc.constantFrom(0, 1, 60_000),
    schemeCode: fc.constantFrom('BWE', 'BAT', 'SYUKUR'),
  });
  const frequency = { BWE: 'MONTHLY', BAT: 'ONE_OFF', SYUKUR: 'QUARTERLY' } as const;
  await fc.assert(
    fc.asyncProperty(fc.array(granted, { minLength: 1, maxLength: 40 }), async (all) => {
      await clear();
      const rows = all.map((one) => anAward(one));
      await world.grant(rows);
      const run = await prepare('2026-10-01');
      const due = rows.filter((row) =>
        paysFor(row, frequency[row.schemeCode as keyof typeof frequency], '2026-10-01'),
      );
      expect([...(await paidMonths()).keys()].toSorted()).toEqual(due.map(({ id }) => id).toSorted());
      expect(run).toMatchObject({
        payments: due.length,
        total: due.reduce((sum, { amount }) => sum + amount, 0),
      });
    }),
    { numRuns: 8 },
  );
});

test('who has no checked account waits and is counted, and is paid by a later run once somebody has checked it', async () => {
  await clear();
  const waiting = anAward();
  await world.db.insert(awards).values(waiting);
  await world.db
    .insert(bankAccounts)
    .values(anAccount(waiting.personKey, { checkedAt: null, checkedBy: null }));
  expect(await prepare('2026-10-01')).toMatchObject({
    payments: 0,
    total: 0,
    withoutAccount: 1,
    status: 'PREPARED',
  });
  expect(await world.db.select().from(payments)).toMatchObject([
    { month: '2026-10-01', status: 'SCHEDULED' },
  ]);
  await world.db.update(bankAccounts).set({ checkedAt: AT, checkedBy: 'officer' });
  expect(await prepare('2026-11-01')).toMatchObject({ payments: 2, total: 120_000, withoutAccount: 0 });
  expect((await paidMonths()).get(waiting.id)).toEqual(['2026-10-01', '2026-11-01']);
});

test('what is granted after a run has begun is paid by the next, for the months since', async () => {
  await clear();
  const began = new Date('2026-10-01T00:00:00Z');
  const late: AwardVersionRow = anAward({ startsOn: '2026-09-15', at: new Date('2026-10-05T00:00:00Z') });
  await world.grant([late]);
  expect(await prepare('2026-10-01', began)).toMatchObject({ payments: 0 });
  expect(await prepare('2026-11-01')).toMatchObject({ payments: 2 });
  expect((await paidMonths()).get(late.id)).toEqual(['2026-10-01', '2026-11-01']);
});

test('a one-off award is paid once, whichever runs there are, and an award that ended is not paid for later', async () => {
  await clear();
  const once = anAward({ schemeCode: 'BAT', startsOn: '2026-08-20', endsOn: '2026-08-20' });
  const ended = anAward({ endsOn: '2026-10-31' });
  const next = anAward({
    applicationId: ended.applicationId,
    version: 2,
    startsOn: '2026-11-01',
    amount: 1,
    personKey: ended.personKey,
  });
  await world.grant([once, ended]);
  await world.db.insert(awards).values(next);
  for (const month of ['2026-09-01', '2026-10-01', '2026-11-01', '2026-12-01']) await prepare(month);
  const months = await paidMonths();
  expect(months.get(once.id)).toEqual(['2026-09-01']);
  expect(months.get(ended.id)).toEqual(['2026-09-01', '2026-10-01']);
  expect(months.get(next.id)).toEqual(['2026-11-01', '2026-12-01']);
});

async function release(month: string) {
  await world.db.transaction(async (one) => {
    const files = await one.select().from(paymentFiles);
    await releaseRun(one, { month, hash: hashOfRun(files), by: 'second', at: AT });
  });
}

test('while the way to the bank is closed the operator is told once, and every file is sent when it opens', async () => {
  await clear();
  await world.grant(Array.from({ length: 30 }, () => anAward()));
  await prepare('2026-10-01');
  await release('2026-10-01');
  const sent: string[] = [];
  let tries = 0;
  const channel: PaymentChannel = {
    send: async (name) => {
      tries += 1;
      if (tries < 5) throw new Error('The way is closed.');
      sent.push(name);
    },
  };
  world.notices.splice(0);
  await world.work(async () => (await runOf('2026-10-01')).status === 'SENT', channel);
  expect(sent).toEqual(['seisi-2026-10-000000001.eft', 'seisi-2026-10-000000002.eft']);
  expect(world.notices).toEqual(['The payment run does not go on: The way is closed.']);
});

test('a line that was changed after the release is noticed before its file is sent', async () => {
  await clear();
  await world.grant(Array.from({ length: 30 }, () => anAward()));
  await prepare('2026-10-01');
  await release('2026-10-01');
  const [line] = await world.db.select().from(paymentLines).limit(1);
  await world.db
    .update(paymentLines)
    .set({ accountNumber: '6666666666' })
    .where(eq(paymentLines.paymentId, line!.paymentId));
  world.notices.splice(0);
  await world.work(async () => world.notices.length > 0);
  expect(world.notices[0]).toMatch(/is not what was released. It is not sent.$/);
  const unsent = (await world.db.select().from(paymentFiles)).filter(({ sentAt }) => sentAt === null);
  expect(unsent.map(({ id }) => id)).toContain(line!.fileId);
  expect(await runOf('2026-10-01')).toMatchObject({ status: 'RELEASED' });
});
