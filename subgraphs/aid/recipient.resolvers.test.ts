import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bankAccounts } from './award.table.ts';
import { type CandidateRow, candidateStatus, candidates } from './candidate.table.ts';
import { candidateClocks } from './candidate-clock.table.ts';
import { counterPayments } from './counter-payment.table.ts';
import { anAccount } from './payment-run.testing.ts';
import { after, officer, openRecipientWorld, type RecipientWorld, within } from './recipient.testing.ts';
import { recipientLetters } from './recipient-letter.table.ts';
import { recipientLists } from './recipient-list.table.ts';
import { treasurerReturns } from './treasurer-return.table.ts';

let world: RecipientWorld;
beforeAll(async () => {
  world = await openRecipientWorld();
});
beforeEach(async () => {
  for (const table of [recipientLetters, candidateClocks, candidates, recipientLists, bankAccounts])
    await world.db.delete(table);
  world.now = after(0);
  world.away.clear();
});
afterAll(() => world?.close());

/** Recipients of whom an account is awaited, told on the first day; and their list. */
async function told(number: number, given: Partial<CandidateRow> = {}) {
  const rows = await world.candidates(number, given);
  const { of } = await world.act('finaliseRecipients', { programme: 'C4U-IT', phase: 1 }, officer('ppn'));
  await world.act('fundRecipients', { list: of.id, hash: of.hash }, officer('treasury'));
  const announced = { list: of.id, district: '5_5' };
  expect((await world.act('announceRecipients', announced, officer('district'))).codes).toBeUndefined();
  return { list: of.id as string, rows };
}
const choose = (candidate: string, who = officer('district')) =>
  world.act('chooseCounter', { candidate, reason: 'No bank takes her.' }, who);
const pay = (candidate: string, given: object = {}, who = officer('district')) =>
  world.act('payAtCounter', { candidate, amount: 20_000, ...given }, who);
const giveBack = (list: string, who = officer('district')) =>
  world.act('returnToTreasurer', { list, district: '5_5' }, who);
const clocksOf = (id: string) =>
  world.db
    .select()
    .from(candidateClocks)
    .where(eq(candidateClocks.candidateId, id))
    .orderBy(candidateClocks.startedOn, candidateClocks.dueOn);
const receipts = () => world.db.select().from(counterPayments).orderBy(counterPayments.receiptNumber);

test('without an account by the fourteenth day the money waits at the counter, for thirty days', async () => {
  const { rows } = await told(1);
  const [{ id }] = rows as [CandidateRow];
  world.now = after(14);
  await world.lapse();
  expect(await world.statusOf(id)).toBe('AWAITING_ACCOUNT');
  world.now = after(15);
  await Promise.all([world.lapse(), world.lapse()]);
  await world.lapse();
  expect(await world.statusOf(id)).toBe('READY_CASH');
  expect((await world.stepsOf(id)).slice(-1)).toEqual(['MISS_ACCOUNT READY_CASH system']);
  expect(await clocksOf(id)).toMatchObject([
    { kind: 'ACCOUNT', dueOn: '2026-12-06', endedOn: '2026-12-07', outcome: 'LAPSED' },
    { kind: 'CLAIM', startedOn: '2026-12-07', dueOn: '2027-01-06', endedOn: null },
  ]);
  world.now = after(45);
  await world.lapse();
  expect(await world.statusOf(id)).toBe('READY_CASH');
  world.now = after(46);
  await world.lapse();
  expect(await world.statusOf(id)).toBe('UNCLAIMED');
  expect((await clocksOf(id))[1]).toMatchObject({ endedOn: '2027-01-07', outcome: 'LAPSED' });
  const letters = await world.db.select().from(recipientLetters).orderBy(recipientLetters.at);
  expect(letters.map(({ event, dueOn }) => [event, dueOn])).toEqual([
    ['ACCOUNT_WANTED', '2026-12-06'],
    ['AT_COUNTER', '2027-01-06'],
    ['UNCLAIMED', null],
  ]);
});

test('an account that was stated and waits for its check was given in time, and goes by EFT once it is checked', async () => {
  const { rows } = await told(2);
  const [stated, none] = rows as [CandidateRow, CandidateRow];
  const account = anAccount(stated.personKey, { checkedBy: null, checkedAt: null });
  await world.db.insert(bankAccounts).values(account);
  world.now = after(40);
  await world.lapse();
  expect(await world.statusOf(stated.id)).toBe('AWAITING_ACCOUNT');
  expect(await world.statusOf(none.id)).toBe('READY_CASH');
  const query = `mutation ($input: CheckBankAccountInput!) { checkBankAccount(input: $input) { account { id } } }`;
  const input = { id: account.id, accountNumber: account.accountNumber, idempotencyKey: 'check' };
  const treasury = within(officer('treasury'), world.now);
  const { errors } = await world.room.ask(query, { input }, treasury);
  expect(errors).toBeUndefined();
  expect(await world.statusOf(stated.id)).toBe('READY_EFT');
  expect((await world.stepsOf(stated.id)).slice(-1)).toEqual(['CHECK_ACCOUNT READY_EFT treasury']);
  expect(await clocksOf(stated.id)).toMatchObject([{ endedOn: '2027-01-01', outcome: 'LAPSED' }]);
  // Whose money waits at the counter already is paid there.
  expect(await world.statusOf(none.id)).toBe('READY_CASH');
});

test('whoever cannot have an account is paid at the counter, once, with the next receipt', async () => {
  const { rows } = await told(3);
  const [one, two, three] = rows.map(({ id }) => id) as [string, string, string];
  for (const id of [one, two, three]) expect((await choose(id)).codes).toBeUndefined();
  expect((await choose(one)).codes).toEqual(['STEP_REFUSED']);
  expect(await clocksOf(one)).toMatchObject(
    [
      { kind: 'CLAIM', dueOn: '2026-12-22', endedOn: null },
      { kind: 'ACCOUNT', outcome: 'CANCELLED' },
    ].toReversed(),
  );
  const before = (await receipts()).length;
  const key = { idempotencyKey: crypto.randomUUID() };
  const answers = await Promise.all([pay(one, key), pay(one, key), pay(one), pay(two), pay(three)]);
  const codes = answers.map(({ codes: told }) => told?.[0]);
  // Of the two keys one pays; the same key again is told the same.
  expect(codes[1]).toBe(codes[0]);
  expect([codes[0], codes[2]].toSorted()).toEqual(['STEP_REFUSED', undefined]);
  expect(codes.slice(3)).toEqual([undefined, undefined]);
  const made = (await receipts()).slice(before);
  expect(made.map(({ receiptNumber }) => receiptNumber - before)).toEqual([1, 2, 3]);
  expect(made.map(({ candidateId }) => candidateId).toSorted()).toEqual([one, two, three].toSorted());
  expect(made[0]).toMatchObject({ amount: 20_000, paidOn: '2026-11-22', by: 'district' });
  expect(await world.statusOf(one)).toBe('PAID');
  expect((await clocksOf(one)).at(-1)?.outcome ?? (await clocksOf(one))[0]?.outcome).toBe('MET');
});

test('on the last day and until the money is unclaimed it is paid, and never after', async () => {
  const { rows } = await told(2);
  const [one, two] = rows.map(({ id }) => id) as [string, string];
  for (const id of [one, two]) await choose(id);
  world.now = after(31);
  const [paid] = await Promise.all([pay(one), world.lapse()]);
  const status = await world.statusOf(one);
  expect(paid.codes).toEqual(status === 'PAID' ? undefined : ['STEP_REFUSED']);
  expect(['PAID', 'UNCLAIMED']).toContain(status);
  expect(await world.statusOf(two)).toBe('UNCLAIMED');
  expect((await pay(two)).codes).toEqual(['STEP_REFUSED']);
});

test('another amount is not paid, nor by whoever drew, finalised or funded (three offices)', async () => {
  const { rows } = await told(1);
  const [{ id }] = rows as [CandidateRow];
  await choose(id);
  expect((await pay(id, { amount: 20_001 })).codes).toEqual(['STEP_REFUSED']);
  expect((await pay(id, { amount: 0 })).codes).toEqual(['BAD_USER_INPUT']);
  for (const by of ['drew', 'ppn', 'treasury'])
    expect((await pay(id, {}, officer('district', { id: by }))).codes).toEqual(['STEP_REFUSED']);
  expect(await world.statusOf(id)).toBe('READY_CASH');
});

test('who is out of reach is as who is not', async () => {
  const { rows } = await told(2);
  const [sealed, here] = rows as [CandidateRow, CandidateRow];
  world.away.add(sealed.personKey);
  const wrong = [sealed.id, crypto.randomUUID()];
  for (const id of wrong) {
    expect(await choose(id)).toEqual({ of: undefined, codes: ['NOT_FOUND'] });
    expect(await pay(id)).toEqual({ of: undefined, codes: ['NOT_FOUND'] });
  }
  const other = officer('district', { areas: ['5_1'] });
  expect((await choose(here.id, other)).codes).toEqual(['NOT_FOUND']);
  expect((await pay(here.id, {}, other)).codes).toEqual(['NOT_FOUND']);
});

test.each(candidateStatus.enumValues)(
  'from %s acts of an office are open as the life says',
  async (status) => {
    const { rows, list } = await told(1);
    const [{ id }] = rows as [CandidateRow];
    await world.db.update(candidates).set({ status }).where(eq(candidates.id, id));
    const answers = [await giveBack(list), await choose(id)];
    expect(answers.map(({ codes }) => codes === undefined)).toEqual([
      status === 'UNCLAIMED',
      ['AWAITING_ACCOUNT', 'READY_EFT'].includes(status),
    ]);
    await world.db.update(candidates).set({ status }).where(eq(candidates.id, id));
    expect((await pay(id)).codes === undefined).toBe(status === 'READY_CASH');
  },
);

test('what nobody claimed goes back once, with the sum kept, by another than who released it', async () => {
  const { list, rows } = await told(12);
  for (const { id } of rows.slice(0, 11))
    await world.db.update(candidates).set({ status: 'UNCLAIMED' }).where(eq(candidates.id, id));
  expect((await giveBack(list, officer('district', { id: 'treasury' }))).codes).toEqual(['STEP_REFUSED']);
  expect((await giveBack(list, officer('district', { areas: ['5_1'] }))).codes).toEqual(['NOT_FOUND']);
  const both = await Promise.all([giveBack(list), giveBack(list)]);
  expect(both.map(({ codes }) => codes?.[0]).toSorted()).toEqual(['STEP_REFUSED', undefined]);
  const kept = await world.db.select().from(treasurerReturns).where(eq(treasurerReturns.listId, list));
  expect(kept).toMatchObject([{ district: '5_5', recipients: 11, total: 220_000, by: 'district' }]);
  expect(await world.statusOf(rows[11]!.id)).toBe('AWAITING_ACCOUNT');
  const asked = 'returns { district recipients total } money { returned open }';
  const { nodes } = await world.lists(officer('district'), asked);
  expect(nodes[0].returns).toEqual([{ district: '5_5', recipients: 11, total: 220_000 }]);
  // A later one of fewer than ten: with the sum known, none is told.
  await world.db
    .insert(treasurerReturns)
    .values({ ...kept[0]!, id: crypto.randomUUID(), recipients: 3, total: 60_000 });
  const after = await world.lists(officer('district'), 'returns { recipients total }');
  expect(after.nodes[0].returns).toEqual([
    { recipients: null, total: null },
    { recipients: null, total: null },
  ]);
  // One is open: from two parts it could be told.
  expect(nodes[0].money).toEqual({ returned: null, open: null });
});
