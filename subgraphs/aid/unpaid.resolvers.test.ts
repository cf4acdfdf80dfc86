import { openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { applications, payments } from './application.table.ts';
import { anApplication } from './application.testing.ts';
import { bankAccounts } from './award.table.ts';
import { notices } from './notice.table.ts';
import { beginRun, releaseRun, settleFile } from './payment-act.step.ts';
import { keepReturns } from './payment-return.step.ts';
import { paymentFiles, paymentLines, paymentRuns } from './payment-run.table.ts';
import { anAccount, anAward, openPaymentWorld, type PaymentWorld } from './payment-run.testing.ts';
import { hashOfRun } from './payment-run.ts';
import { subgraph } from './subgraph.ts';

const AT = new Date('2026-11-22T04:00:00Z');
const [FIRST, NEXT] = ['2026-11-01', '2026-12-01'];
/** Whose account is unchecked, whose payment comes back, and who is paid. */
const [WAITS, RETURNED, PAID] = [1, 2, 3].map((n) => anApplication(n)) as [Row, Row, Row];
type Row = ReturnType<typeof anApplication>;

/** The hidden keys that the deciding room says are within reach. */
const reached = new Set([WAITS, RETURNED, PAID].map(({ applicantKey }) => applicantKey));
let database: TestDatabase;
let world: PaymentWorld;
let room: TestRoom;
beforeAll(async () => {
  database = await testDatabase();
  world = openPaymentWorld(database);
  room = openTestRoom(subgraph, database.roomUrl('aid'), {
    reach: async ({ subjects }) => subjects.map(({ key }) => key).filter((key) => reached.has(key)),
  });
  const rows = [WAITS, RETURNED, PAID];
  await world.db.insert(applications).values(rows);
  await world.grant(
    rows.map(({ id, applicantKey }) => anAward({ applicationId: id, personKey: applicantKey })),
  );
  await account(WAITS, { checkedAt: null, checkedBy: null });
});
afterAll(async () => {
  await room.close();
  await world.close();
  await database.close();
});

function account({ applicantKey }: Row, given: object) {
  return world.db.update(bankAccounts).set(given).where(eq(bankAccounts.personKey, applicantKey));
}

// biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; each test says what it expects of it.
type Json = any;
const officer = (classes = ['aid', 'payment', 'bank'] as const) => passportFor(posting(classes));

async function unpaid(month: string): Promise<string[]> {
  const text = 'query ($month: Date!) { unpaidApplicationFiles(month: $month) { edges { node { id } } } }';
  const { data } = await room.ask(text, { month }, officer());
  return (data as Json).unpaidApplicationFiles.edges.map(({ node }: Json) => node.id);
}

/** Has a payment paid again; null, or the codes of the refusal. */
async function again(payment: string, idempotencyKey: string = crypto.randomUUID()): Promise<Json> {
  const text = 'mutation ($input: PayAgainInput!) { payAgain(input: $input) { application { id } } }';
  const { errors } = await room.ask(text, { input: { payment, idempotencyKey } }, officer());
  return errors?.map(({ extensions }) => extensions?.['code']) ?? null;
}

async function run(month: string): Promise<void> {
  const is = (status: string) => async () => {
    const [found] = await world.db.select().from(paymentRuns).where(eq(paymentRuns.month, month));
    return found?.status === status;
  };
  await world.db.transaction((one) => beginRun(one, { month, by: 'first', at: AT }));
  await world.work(is('PREPARED'));
  await world.db.transaction(async (one) => {
    const [found] = await one.select().from(paymentRuns).where(eq(paymentRuns.month, month));
    const files = await one
      .select()
      .from(paymentFiles)
      .where(eq(paymentFiles.runId, found?.id ?? ''));
    await releaseRun(one, { month, hash: hashOfRun(files), by: 'second', at: AT });
  });
  await world.work(is('SENT'));
}

async function statuses(): Promise<Record<string, string>> {
  const rows = await world.db.select().from(applications);
  return Object.fromEntries(rows.map(({ id, status }) => [id, status]));
}

async function paymentOf({ id }: Row) {
  const [payment] = await world.db.select().from(payments).where(eq(payments.applicationId, id));
  return payment!;
}

test('who waits and whose payment came back are listed; it is paid again into another account, by the next run, and then by no other', async () => {
  await run(FIRST);
  expect(await unpaid(FIRST)).toEqual([WAITS.id]);
  const payment = await paymentOf(RETURNED);
  const [line] = await world.db.select().from(paymentLines).where(eq(paymentLines.paymentId, payment.id));
  const back = { line: line?.line ?? 0, amount: 60_000, reason: 'Closed' };
  await world.db.transaction((one) =>
    keepReturns(one, {
      ...{ number: 1, by: 'first', at: AT },
      returns: [{ ...back, bankReference: 'R-1', returnedOn: '2026-11-22' }],
    }),
  );
  expect(await unpaid(FIRST)).toEqual([WAITS.id, RETURNED.id].toSorted());
  expect(await world.db.select().from(notices)).toMatchObject([
    { applicationId: RETURNED.id, event: 'PAYMENT_RETURNED' },
  ]);

  expect(await again((await paymentOf(PAID)).id)).toEqual(['STEP_REFUSED']);
  expect(await again(payment.id)).toEqual(['STEP_REFUSED']);
  await account(RETURNED, { endsOn: '2026-11-22' });
  await world.db
    .insert(bankAccounts)
    .values(anAccount(RETURNED.applicantKey, { accountNumber: '7000000002', checkedAt: null }));
  expect(await again(payment.id)).toEqual(['STEP_REFUSED']);
  await account(RETURNED, { checkedAt: AT });
  expect(await again(payment.id, 'again')).toBe(null);
  expect(await again(payment.id, 'again')).toBe(null);
  expect(await again(payment.id)).toEqual(['STEP_REFUSED']);

  // What came back is not paid because the bank credits the rest of its file.
  await world.db.transaction((one) =>
    settleFile(one, { number: 1, paidOn: '2026-11-22', by: 'first', at: AT }),
  );
  expect(await paymentOf(RETURNED)).toMatchObject({ status: 'SCHEDULED' });
  expect(await statuses()).toEqual({
    [WAITS.id]: 'APPROVED',
    [RETURNED.id]: 'APPROVED',
    [PAID.id]: 'COMPLETED',
  });
  await run(NEXT);
  const lines = await world.db.select().from(paymentLines).where(eq(paymentLines.paymentId, payment.id));
  expect(lines.map(({ attempt, accountNumber }) => [attempt, accountNumber]).toSorted()).toEqual([
    [1, '7000000001'],
    [2, '7000000002'],
  ]);
  expect(await unpaid(FIRST)).toEqual([WAITS.id]);
  await world.db.transaction((one) =>
    settleFile(one, { number: 2, paidOn: '2026-11-22', by: 'first', at: AT }),
  );
  expect((await world.db.select().from(payments).where(eq(payments.id, payment.id)))[0]).toMatchObject({
    status: 'PAID',
  });
  expect(await statuses()).toMatchObject({ [WAITS.id]: 'APPROVED', [RETURNED.id]: 'COMPLETED' });
  const runs = await world.db.select().from(paymentRuns);
  expect(runs.map(({ status }) => status)).toEqual(['CLOSED', 'CLOSED']);
});

test('out of reach is absent, also from what may be paid again', async () => {
  const { id } = await paymentOf(PAID);
  reached.clear();
  expect(await unpaid(FIRST)).toEqual([]);
  expect(await again(id)).toEqual(['NOT_FOUND']);
  expect(await again(crypto.randomUUID())).toEqual(['NOT_FOUND']);
});
