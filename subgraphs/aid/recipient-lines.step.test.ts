import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bankAccounts } from './award.table.ts';
import { type CandidateRow, candidates } from './candidate.table.ts';
import { candidateClocks } from './candidate-clock.table.ts';
import { paymentFiles, paymentLines, paymentRuns } from './payment-run.table.ts';
import { anAccount, anAward, openPaymentWorld, type PaymentWorld } from './payment-run.testing.ts';
import { officer, openRecipientWorld, type RecipientWorld } from './recipient.testing.ts';
import { takeRecipients } from './recipient-lines.step.ts';

let world: RecipientWorld;
let payments: PaymentWorld;
let sql: postgres.Sql;
beforeAll(async () => {
  world = await openRecipientWorld();
  payments = openPaymentWorld(world.database);
  sql = postgres(world.database.roomUrl('aid'), { max: 1 });
});
afterAll(async () => {
  await sql?.end();
  await payments?.close();
  await world?.close();
});

// biome-ignore lint/suspicious/noExplicitAny: an answer is JSON; each test says what it expects of it.
type Json = any;
async function act(name: string, input: object, id = 'treasury'): Promise<Json> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const text = `mutation ($input: ${type}!) { ${name}(input: $input) { run { status payments total withoutAccount hash } } }`;
  const given = { idempotencyKey: crypto.randomUUID(), ...input };
  const { data, errors } = await world.room.ask(text, { input: given }, officer('treasury', { id }));
  return (data as Json)?.[name]?.run ?? errors?.map(({ extensions }) => extensions?.['code']);
}
const runOf = async (month: string) =>
  (await world.db.select().from(paymentRuns).where(eq(paymentRuns.month, month)))[0]!;
async function sent(month: string) {
  await act('preparePaymentRun', { month });
  await payments.work(async () => (await runOf(month)).status === 'PREPARED');
  const text = 'query ($month: Date!) { paymentRun(month: $month) { hash } }';
  const { data } = await world.room.ask(text, { month }, officer('treasury'));
  await act('releasePaymentRun', { month, hash: (data as Json).paymentRun.hash }, 'releaser');
  await payments.work(async () => (await runOf(month)).status === 'SENT');
  return runOf(month);
}

test('recipients go with the awards of the month: one line each, paid, or back to the counter', async () => {
  await payments.grant(Array.from({ length: 12 }, () => anAward()));
  const rows = (await world.candidates(23)).toSorted((one, other) => (one.id < other.id ? -1 : 1));
  await world.db.insert(bankAccounts).values(rows.map(({ personKey }) => anAccount(personKey)));
  const { of: list } = await world.act(
    'finaliseRecipients',
    { programme: 'C4U-IT', phase: 1 },
    officer('ppn'),
  );
  await world.act('fundRecipients', { list: list.id, hash: list.hash }, officer('treasury'));
  await world.act('announceRecipients', { list: list.id, district: '5_5' }, officer('district'));
  // One disowns the account after the letter: the run does not pay to it.
  const changed = rows[0] as CandidateRow;
  await world.db
    .update(bankAccounts)
    .set({ checkedAt: null, checkedBy: null })
    .where(eq(bankAccounts.personKey, changed.personKey));

  const run = await sent('2026-11-01');
  expect(run).toMatchObject({ payments: 34, total: 12 * 60_000 + 22 * 20_000, withoutAccount: 1 });
  const lines = await world.db.select().from(paymentLines).orderBy(asc(paymentLines.line));
  const own = lines.filter(({ candidateId }) => candidateId !== null);
  expect(own.map(({ paymentId }) => paymentId).toSorted()).toEqual(rows.slice(1).map(({ id }) => id));
  expect(own.every((line) => line.paymentId === line.candidateId && line.awardId === null)).toBe(true);
  const files = readdirSync(payments.folder)
    .filter((name) => name.endsWith('.eft'))
    .map((name) => readFileSync(join(payments.folder, name), 'latin1'))
    .join('');
  for (const { id } of rows.slice(1)) expect(files.split(id)).toHaveLength(2);
  expect(files).not.toContain(changed.id);

  // Whose payment is on its way does not go to the counter; whose is not, may.
  const choose = (candidate: string) =>
    world.act('chooseCounter', { candidate, reason: 'x' }, officer('district'));
  expect((await choose(rows[5]!.id)).codes).toEqual(['STEP_REFUSED']);

  const back = rows[1] as CandidateRow;
  const line = own.find(({ candidateId }) => candidateId === back.id);
  const numbers = [1, 2];
  const returned = { line: line?.line, amount: 20_000, reason: 'Account closed.', returnedOn: '2026-11-22' };
  const fileOf = async (id: string | null | undefined) => {
    return (
      (
        await world.db
          .select()
          .from(paymentFiles)
          .where(eq(paymentFiles.id, String(id)))
      )[0]?.number ?? 0
    );
  };
  const input = { number: await fileOf(line?.fileId), returns: [{ ...returned, bankReference: 'B-1' }] };
  expect(await act('recordPaymentReturns', input)).toMatchObject({ status: 'SENT' });
  expect(await act('recordPaymentReturns', input)).toMatchObject({ status: 'SENT' });
  expect(await world.stepsOf(back.id)).toHaveLength(5);
  expect(await world.statusOf(back.id)).toBe('READY_CASH');
  const clocks = await world.db
    .select()
    .from(candidateClocks)
    .where(eq(candidateClocks.candidateId, back.id));
  expect(clocks).toMatchObject([{ kind: 'CLAIM', dueOn: '2026-12-22', endedOn: null }]);

  expect(await act('settlePaymentFile', { number: numbers[0], paidOn: '2026-11-22' })).toMatchObject({
    status: 'SENT',
  });
  expect(await act('settlePaymentFile', { number: numbers[1], paidOn: '2026-11-22' })).toMatchObject({
    status: 'CLOSED',
  });
  const statuses = await Promise.all(rows.map(({ id }) => world.statusOf(id)));
  expect(statuses).toEqual(['READY_EFT', 'READY_CASH', ...rows.slice(2).map(() => 'PAID')]);
  const paid = await world.db.select().from(candidates).where(eq(candidates.id, rows[2]!.id));
  expect(paid[0]).toMatchObject({ paidOn: '2026-11-22' });

  // What the bank credited may come back, and is not in the books twice.
  const late = own.find(({ candidateId }) => candidateId === rows[2]!.id);
  const again = [{ ...returned, line: late?.line, bankReference: 'B-2' }];
  await act('recordPaymentReturns', { number: await fileOf(late?.fileId), returns: again });
  expect(await world.db.select().from(candidates).where(eq(candidates.id, rows[2]!.id))).toMatchObject([
    { status: 'READY_CASH', paidOn: null },
  ]);
});

test('the run after it pays whoever waited for an account, and nobody a second time', async () => {
  const waiting = await world.db.select().from(candidates).where(eq(candidates.status, 'READY_EFT'));
  expect(waiting).toHaveLength(1);
  const checked = { checkedAt: new Date('2026-11-22T05:00:00Z'), checkedBy: 'treasury' };
  await world.db.update(bankAccounts).set(checked).where(eq(bankAccounts.personKey, waiting[0]!.personKey));
  expect(await sent('2026-12-01')).toMatchObject({ payments: 13, withoutAccount: 0 });
  const lines = await world.db.select().from(paymentLines);
  expect(lines.filter(({ candidateId }) => candidateId !== null)).toHaveLength(23);
});

test('of a run and an officer at the counter one has the payment, never both', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [one] = await world.candidates(1);
    await world.db.insert(bankAccounts).values(anAccount(one!.personKey));
    const wanted = { programme: 'C4U-IT', phase: 1 };
    const { of: list } = await world.act('finaliseRecipients', wanted, officer('ppn'));
    await world.act('fundRecipients', { list: list.id, hash: list.hash }, officer('treasury'));
    await world.act('announceRecipients', { list: list.id, district: '5_5' }, officer('district'));
    const chosen = { candidate: one!.id, reason: 'The account is closed.' };
    const run = crypto.randomUUID();
    const [took] = await Promise.all([
      world.act('chooseCounter', chosen, officer('district')),
      sql.begin((turn) => takeRecipients(turn, { id: run }, 10)),
    ]);
    const lines = await world.db.select().from(paymentLines).where(eq(paymentLines.paymentId, one!.id));
    expect(lines.length).toBe(took.codes === undefined ? 0 : 1);
    expect(await world.statusOf(one!.id)).toBe(took.codes === undefined ? 'READY_CASH' : 'READY_EFT');
  }
});
