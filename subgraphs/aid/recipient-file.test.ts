import { grantOf } from '@seisi/host/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CandidateRow } from './candidate.table.ts';
import { counterPayments } from './counter-payment.table.ts';
import { officer, openRecipientWorld, type RecipientWorld } from './recipient.testing.ts';

let world: RecipientWorld;
beforeAll(async () => {
  world = await openRecipientWorld();
});
afterAll(() => world?.close());

test('the whole file of a recipient: every step with who and why, letters, receipt; and no more than the grant opens', async () => {
  const [{ id, personKey }] = (await world.candidates(1)) as [CandidateRow];
  const wanted = { programme: 'C4U-IT', phase: 1 };
  const { of: list } = await world.act('finaliseRecipients', wanted, officer('ppn'));
  await world.act('fundRecipients', { list: list.id, hash: list.hash }, officer('treasury'));
  await world.act('announceRecipients', { list: list.id, district: '5_5' }, officer('district'));
  const reason = 'No bank takes her.';
  await world.act('chooseCounter', { candidate: id, reason }, officer('district'));
  await world.act('payAtCounter', { candidate: id, amount: 20_000 }, officer('district'));
  const inside = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on CandidateFile { candidacy {
    status dueOn payment { way amount paidOn receiptNumber fileNumber }
    letters { event writtenOn dueOn textMs textEn channel status }
    steps { act from status reason by } } } } }`;
  const ask = async (classes: Parameters<typeof grantOf>[1]) => {
    const passport = officer('district');
    const grant = grantOf(personKey, classes, passport);
    const of = [{ __typename: 'CandidateFile', id, person: { __typename: 'Person', key: personKey, grant } }];
    const { data, errors } = await world.room.ask(inside, { of }, passport);
    // biome-ignore lint/suspicious/noExplicitAny: an answer is as wide as its question.
    return { of: (data?.['_entities'] as any)?.[0]?.candidacy, errors: errors?.length ?? 0 };
  };
  const [receipt] = await world.db.select().from(counterPayments);
  const whole = await ask(['aid', 'aid.note', 'payment']);
  expect(whole.errors).toBe(0);
  expect(whole.of).toMatchObject({
    ...{ status: 'PAID', dueOn: null },
    payment: {
      ...{ way: 'CASH', amount: 20_000, paidOn: '2026-11-22', fileNumber: null },
      receiptNumber: receipt?.receiptNumber,
    },
    letters: [{ event: 'ACCOUNT_WANTED', channel: 'NONE', status: 'NO_ADDRESS' }, { event: 'AT_COUNTER' }],
  });
  expect(whole.of.letters[0].textMs).toContain('RM200.00');
  expect(whole.of.letters[0].textMs).toContain('6 Disember 2026');
  expect(whole.of.letters[0].textEn).toContain('6 December 2026');
  expect(whole.of.steps.map((step: object) => Object.values(step).join(' '))).toEqual([
    'FIND_ELIGIBLE  ELIGIBLE  drew',
    'FINALISE ELIGIBLE FINALISED  ppn',
    'ANNOUNCE FINALISED ANNOUNCED  district',
    'ASK_FOR_ACCOUNT ANNOUNCED AWAITING_ACCOUNT  district',
    'CHOOSE_COUNTER AWAITING_ACCOUNT READY_CASH No bank takes her. district',
    'PAY_IN_CASH READY_CASH PAID  district',
  ]);
  const aid = await ask(['aid']);
  expect(aid.of.steps[4]).toMatchObject({ act: 'CHOOSE_COUNTER', reason: null, by: null });
  expect(aid.of.payment).toEqual({
    way: null,
    amount: null,
    paidOn: null,
    receiptNumber: null,
    fileNumber: null,
  });
  const payment = await ask(['payment']);
  expect(payment.of).toMatchObject({ status: null, dueOn: null, payment: { way: 'CASH' } });
  expect(payment.of.letters[0]).toMatchObject({ event: null, textMs: null, textEn: null });
});
