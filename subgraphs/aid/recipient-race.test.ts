import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bankAccounts } from './award.table.ts';
import { counterPayments } from './counter-payment.table.ts';
import { anAccount } from './payment-run.testing.ts';
import { officer, openRecipientWorld, type RecipientWorld } from './recipient.testing.ts';
import { recipientLetters } from './recipient-letter.table.ts';
import { recipientLists } from './recipient-list.table.ts';

let world: RecipientWorld;
beforeAll(async () => {
  world = await openRecipientWorld();
});
afterAll(() => world?.close());

const check = ({ id, accountNumber }: { id: string; accountNumber: string }) =>
  world.room.ask(
    'mutation ($input: CheckBankAccountInput!) { checkBankAccount(input: $input) { account { id } } }',
    { input: { id, accountNumber, idempotencyKey: crypto.randomUUID() } },
    officer('treasury'),
  );

test('whoever has an account checked while the letters are written goes by EFT, whichever was first', async () => {
  for (let round = 0; round < 6; round += 1) {
    const [one] = await world.candidates(1);
    const account = anAccount(one!.personKey, { checkedBy: null, checkedAt: null });
    await world.db.insert(bankAccounts).values(account);
    const wanted = { programme: 'C4U-IT', phase: 1 };
    const { of: list } = await world.act('finaliseRecipients', wanted, officer('ppn'));
    await world.act('fundRecipients', { list: list.id, hash: list.hash }, officer('treasury'));
    const [told, checked] = await Promise.all([
      world.act('announceRecipients', { list: list.id, district: '5_5' }, officer('district')),
      check(account),
    ]);
    expect([told.codes, checked.errors]).toEqual([undefined, undefined]);
    expect(await world.statusOf(one!.id)).toBe('READY_EFT');
  }
});

test('a programme of the whole country runs from its rows alone, each district by its own office', async () => {
  const rows = [
    ...(await world.candidates(2, { programmeCode: 'BKIT', ruleId: 'BKIT-1-1' })),
    ...(await world.candidates(1, { programmeCode: 'BKIT', state: '01', district: '1_2' })),
  ];
  const finalise = (areas: string[]) =>
    world.act('finaliseRecipients', { programme: 'BKIT', phase: 1 }, officer('ppn', { areas }));
  expect((await finalise(['05'])).codes).toEqual(['STEP_REFUSED']);
  const { of: list } = await finalise(['MY']);
  const fund = (areas: string[]) =>
    world.act('fundRecipients', { list: list.id, hash: list.hash }, officer('treasury', { areas }));
  expect((await fund(['05'])).codes).toEqual(['NOT_FOUND']);
  expect((await fund(['MY'])).codes).toBeUndefined();
  for (const [district, areas] of [
    ['5_5', ['5_5']],
    ['1_2', ['01']],
  ] as const) {
    const office = officer('district', { areas: [...areas] });
    const told = await world.act('announceRecipients', { list: list.id, district }, office);
    expect(told.codes).toBeUndefined();
  }
  const [one] = rows;
  await world.act('chooseCounter', { candidate: one!.id, reason: 'No bank.' }, officer('district'));
  const pay = (amount: number) =>
    world.act('payAtCounter', { candidate: one!.id, amount }, officer('district'));
  expect((await pay(20_000)).codes).toEqual(['STEP_REFUSED']);
  expect((await pay(30_000)).codes).toBeUndefined();
  const [paid] = await world.db
    .select()
    .from(counterPayments)
    .where(eq(counterPayments.candidateId, one!.id));
  expect(paid).toMatchObject({ amount: 30_000 });
  expect(await world.db.select().from(recipientLists).where(eq(recipientLists.id, list.id))).toMatchObject([
    { amount: 30_000, recipients: 3, phase: 1 },
  ]);
  const letters = await world.db
    .select()
    .from(recipientLetters)
    .where(eq(recipientLetters.candidateId, rows[2]!.id));
  expect(letters).toMatchObject([{ event: 'ACCOUNT_WANTED', dueOn: '2026-12-06' }]);
});
