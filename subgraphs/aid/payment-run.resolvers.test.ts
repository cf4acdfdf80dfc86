import { readdirSync } from 'node:fs';
import { openTestRoom, passportFor, posting, type TestRoom } from '@seisi/host/testing';
import type { Passport } from '@seisi/schema/passport';
import type { Basis } from '@seisi/schema/viewer';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/setup/postgres.ts';
import { payments } from './application.table.ts';
import { bankAccounts } from './award.table.ts';
import { anAward, openPaymentWorld, type PaymentWorld } from './payment-run.testing.ts';
import { subgraph } from './subgraph.ts';

const CLASSES = ['payment', 'bank'] as const;
/** Each request has a passport of its own. */
const officer = (id: string) => () => passportFor(posting(CLASSES), { viewer: { id } });
const [FIRST, SECOND] = [officer('first'), officer('second')];
const RUN = 'month status payments total withoutAccount hash files { number lines total hash sentAt }';

let database: TestDatabase;
let world: PaymentWorld;
let room: TestRoom;
beforeAll(async () => {
  database = await testDatabase();
  world = openPaymentWorld(database);
  room = openTestRoom(subgraph, database.roomUrl('aid'));
  await world.grant(Array.from({ length: 45 }, (_, n) => anAward({ amount: 60_000 + n })));
});
afterAll(async () => {
  await room.close();
  await world.close();
  await database.close();
});

// biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; each test says what it expects of it.
type Json = any;

/** Takes an act; gives the run, or the codes of the refusal. */
async function act(name: string, input: object, passport: () => Passport = FIRST): Promise<Json> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const text = `mutation ($input: ${type}!) { ${name}(input: $input) { run { ${RUN} } } }`;
  const given = { idempotencyKey: crypto.randomUUID(), ...input };
  const { data, errors } = await room.ask(text, { input: given }, passport());
  return (data as Json)?.[name]?.run ?? errors?.map(({ extensions }) => extensions?.['code']);
}

async function runOf(month: string, passport: () => Passport = FIRST): Promise<Json> {
  const text = `query ($month: Date!) { paymentRun(month: $month) { ${RUN} } }`;
  const { data, errors } = await room.ask(text, { month }, passport());
  return { run: (data as Json)?.paymentRun, errors: errors?.map(({ extensions }) => extensions) };
}

const hasCome = (month: string, status: string) => async () => (await runOf(month)).run?.status === status;
const statuses = async (month: string) => {
  const rows = await world.db.select().from(payments).where(eq(payments.month, month));
  return Object.fromEntries(
    [...Map.groupBy(rows, ({ status }) => status)].map(([status, { length }]) => [status, length]),
  );
};

test('a run is prepared by one officer, released by another, sent, paid, returned and closed', async () => {
  const month = '2026-11-01';
  const key = { month, idempotencyKey: 'prepare' };
  const begun = await Promise.all([act('preparePaymentRun', key), act('preparePaymentRun', key)]);
  expect(begun.map(({ status }) => status)).toEqual(['PREPARING', 'PREPARING']);
  expect(await act('preparePaymentRun', { month })).toEqual(['STEP_REFUSED']);
  await world.work(hasCome(month, 'PREPARED'));

  const { run } = await runOf(month);
  const total = Array.from({ length: 45 }, (_, n) => 60_000 + n).reduce((sum, one) => sum + one, 0);
  expect(run).toMatchObject({
    payments: 45,
    total,
    withoutAccount: 0,
    hash: expect.stringMatching(/^\w{64}$/),
  });
  expect(run.files.map(({ number, lines }: Json) => [number, lines])).toEqual([
    [1, 15],
    [2, 15],
    [3, 15],
  ]);
  const { hash } = run;
  expect(await act('releasePaymentRun', { month, hash })).toEqual(['STEP_REFUSED']);
  expect(await act('releasePaymentRun', { month, hash: 'ab'.repeat(32) }, SECOND)).toEqual(['STEP_REFUSED']);
  expect(await act('settlePaymentFile', { number: 1, paidOn: '2026-11-22' })).toEqual(['STEP_REFUSED']);
  expect(await act('releasePaymentRun', { month, hash }, SECOND)).toMatchObject({ status: 'RELEASED' });
  await world.work(hasCome(month, 'SENT'));
  const names = [1, 2, 3].map((n) => `seisi-2026-11-00000000${n}.eft`);
  expect(readdirSync(world.folder)).toEqual(['.unfinished', ...names]);

  const line = { line: 3, amount: await amountOf(2, 3), reason: 'Account closed', returnedOn: '2026-11-22' };
  const back = { number: 2, returns: [{ ...line, bankReference: 'R-1' }] };
  expect(await act('recordPaymentReturns', back)).toMatchObject({ status: 'SENT' });
  expect(await act('recordPaymentReturns', back)).toMatchObject({ status: 'SENT' });
  expect(await statuses(month)).toEqual({ SCHEDULED: 44, RETURNED: 1 });
  for (const returns of [
    [{ ...line, bankReference: 'R-2' }],
    [{ ...line, line: 4, amount: await amountOf(2, 4), bankReference: 'R-1' }],
  ])
    expect(await act('recordPaymentReturns', { number: 2, returns })).toEqual(['STEP_REFUSED']);

  for (const number of [1, 2])
    expect(await act('settlePaymentFile', { number, paidOn: '2026-11-22' })).toMatchObject({
      status: 'SENT',
    });
  expect(await act('settlePaymentFile', { number: 3, paidOn: '2026-11-22' })).toMatchObject({
    status: 'CLOSED',
  });
  expect(await statuses(month)).toEqual({ PAID: 44, RETURNED: 1 });
  const late = { ...line, line: 1, amount: await amountOf(1, 1), bankReference: 'R-3' };
  await act('recordPaymentReturns', { number: 1, returns: [late] });
  expect(await statuses(month)).toEqual({ PAID: 43, RETURNED: 2 });
});

async function amountOf(number: number, line: number): Promise<number> {
  const rows = await world.db.execute(
    `select amount from aid.payment_line line join aid.payment_file file on file.id = file_id where number = ${number} and line = ${line}`,
  );
  return Number(rows[0]?.['amount']);
}

test('what a bank’s file says that no line bears is refused whole', async () => {
  const line = { line: 5, amount: 1, reason: 'Closed', returnedOn: '2026-11-22', bankReference: 'R-9' };
  const good = { ...line, line: 6, amount: await amountOf(1, 6), bankReference: 'R-8' };
  const before = await statuses('2026-11-01');
  for (const bad of [
    line,
    { ...line, line: 99 },
    { ...good, line: 7, amount: await amountOf(1, 7), returnedOn: '2026-11-21' },
  ])
    expect(await act('recordPaymentReturns', { number: 1, returns: [good, bad] })).toEqual([
      'BAD_USER_INPUT',
    ]);
  expect(await act('recordPaymentReturns', { number: 77, returns: [good] })).toEqual(['NOT_FOUND']);
  expect(await statuses('2026-11-01')).toEqual(before);
});

test('figures about fewer than ten payments are withheld, and nothing else of the run', async () => {
  const month = '2026-12-01';
  await world.db.update(bankAccounts).set({ checkedAt: null, checkedBy: null });
  await world.grant([anAward(), anAward()]);
  await act('preparePaymentRun', { month });
  await world.work(hasCome(month, 'PREPARED'));
  const { run, errors } = await runOf(month);
  expect(run).toMatchObject({ status: 'PREPARED', payments: null, total: null, withoutAccount: 45 });
  expect(run.files).toEqual([expect.objectContaining({ number: 4, lines: null, total: null })]);
  expect(errors.map(({ code, reason }: Json) => `${code} ${reason}`)).toEqual(
    Array(4).fill('UNAUTHORIZED_FIELD_OR_TYPE NOT_FOR_THIS_SUBJECT'),
  );
});

test.for([
  ['an officer without the class bank', posting(['payment', 'aid'])],
  ['a citizen', { kind: 'SELF', personKey: crypto.randomUUID(), classes: 0 }],
] as const)('%s reads no run and does nothing to it', async ([, basis]) => {
  const passport = () => passportFor(basis as Basis);
  expect((await runOf('2026-11-01', passport)).errors).toMatchObject([
    { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
  ]);
  const { errors } = await room.ask('{ paymentRuns { edges { cursor } } }', {}, passport());
  expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }]);
  for (const [name, input] of [
    ['preparePaymentRun', { month: 'x' }],
    ['releasePaymentRun', { month: 'x', hash: 'x' }],
    ['settlePaymentFile', { number: 0, paidOn: 'x' }],
    ['recordPaymentReturns', { number: 0, returns: [] }],
  ] as const)
    expect(await act(name, input, passport)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
});

test.for([
  ['preparePaymentRun', { month: '2026-11-02' }],
  ['preparePaymentRun', { month: '2027-01-01' }],
  ['preparePaymentRun', { month: '2026-13-01' }],
  ['releasePaymentRun', { month: '2026-11-01', hash: 'ab' }],
  ['settlePaymentFile', { number: 0, paidOn: '2026-11-22' }],
  ['settlePaymentFile', { number: 1, paidOn: '2026-11-23' }],
  ['recordPaymentReturns', { number: 1, returns: [] }],
] as const)('%s with %j is refused', async ([name, input]) => {
  expect(await act(name, input)).toEqual(['BAD_USER_INPUT']);
});

test('runs are listed by month, newest first, in pages', async () => {
  const text =
    'query ($after: String) { paymentRuns(first: 1, after: $after) { edges { node { month } } pageInfo { hasNextPage endCursor } } }';
  const first = (await room.ask(text, {}, FIRST())).data as Json;
  expect(first.paymentRuns).toMatchObject({
    edges: [{ node: { month: '2026-12-01' } }],
    pageInfo: { hasNextPage: true },
  });
  const { endCursor: after } = first.paymentRuns.pageInfo;
  const second = (await room.ask(text, { after }, FIRST())).data as Json;
  expect(second.paymentRuns).toMatchObject({
    edges: [{ node: { month: '2026-11-01' } }],
    pageInfo: { hasNextPage: false },
  });
});
