import { passportFor, posting } from '@seisi/host/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { bankAccounts } from './award.table.ts';
import { type CandidateRow, candidates } from './candidate.table.ts';
import { candidateClocks } from './candidate-clock.table.ts';
import { outbox } from './outbox.table.ts';
import { anAccount } from './payment-run.testing.ts';
import { type Officer, officer, openRecipientWorld, type RecipientWorld } from './recipient.testing.ts';
import { recipientLetters } from './recipient-letter.table.ts';
import { recipientLists } from './recipient-list.table.ts';

let world: RecipientWorld;
beforeAll(async () => {
  world = await openRecipientWorld();
});
beforeEach(async () => {
  for (const table of [recipientLetters, candidateClocks, candidates, recipientLists, bankAccounts])
    await world.db.delete(table);
  world.registered.clear();
});
afterAll(() => world?.close());

const finalise = (given: object = {}, who = officer('ppn')) =>
  world.act('finaliseRecipients', { programme: 'C4U-IT', phase: 1, ...given }, who);
const fund = (list: { id: string; hash: string }, who = officer('treasury')) =>
  world.act('fundRecipients', { list: list.id, hash: list.hash }, who);
const announce = (list: { id: string }, who = officer('district'), district = '5_5') =>
  world.act('announceRecipients', { list: list.id, district }, who);
async function funded() {
  const { of } = await finalise();
  expect((await fund(of)).codes).toBeUndefined();
  return of;
}
const rowOf = async (id: string) =>
  (await world.db.select().from(candidates).where(eq(candidates.id, id)))[0]!;

test('every eligible candidate of a phase stands in one list, once for its key', async () => {
  const rows = await world.candidates(3);
  const [other] = await world.candidates(1, { phase: 2 });
  const [referred] = await world.candidates(1, { status: 'FOCUS_GROUP' });
  const [bkit] = await world.candidates(1, { programmeCode: 'BKIT' });
  const key = { idempotencyKey: crypto.randomUUID() };
  const [one, again] = await Promise.all([finalise(key), finalise(key)]);
  expect(one).toEqual(again);
  expect(one).toEqual({
    of: { id: expect.any(String), status: 'FINALISED', hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    codes: undefined,
  });
  for (const { id } of rows) {
    expect(await rowOf(id)).toMatchObject({ status: 'FINALISED', listId: one.of.id });
    expect(await world.stepsOf(id)).toEqual(['FIND_ELIGIBLE ELIGIBLE drew', 'FINALISE FINALISED ppn']);
  }
  for (const { id, status } of [other!, referred!, bkit!])
    expect(await rowOf(id)).toMatchObject({ status, listId: null });
  expect((await finalise()).codes).toEqual(['STEP_REFUSED']);
  expect((await finalise({ ...key, phase: 2 })).codes).toEqual(['IDEMPOTENCY_KEY_REUSED']);
});

test('of two officers who finalise at once one does', async () => {
  await world.candidates(5);
  const both = await Promise.all([finalise(), finalise({}, officer('ppn', { id: 'another' }))]);
  expect(both.map(({ codes }) => codes?.[0]).toSorted()).toEqual(['STEP_REFUSED', undefined]);
  expect(await world.db.select().from(recipientLists)).toMatchObject([{ recipients: 5 }]);
});

test('whoever must be put on the register first waits for the list after it', async () => {
  const [first, second] = await world.candidates(2, { phase: 2, needsRegistration: true });
  expect((await finalise({ phase: 2 })).codes).toEqual(['STEP_REFUSED']);
  world.registered.add(first!.personKey);
  expect((await finalise({ phase: 2 })).codes).toBeUndefined();
  expect(await world.statusOf(first!.id)).toBe('FINALISED');
  expect(await world.statusOf(second!.id)).toBe('ELIGIBLE');
});

test('the list is of one office, its money of another, its letters of a third', async () => {
  await world.candidates(2);
  expect((await finalise({}, officer('ppn', { id: 'drew' }))).codes).toEqual(['STEP_REFUSED']);
  const { of: list } = await finalise();
  expect((await announce(list)).codes).toEqual(['STEP_REFUSED']);
  for (const id of ['drew', 'ppn'])
    expect((await fund(list, officer('treasury', { id }))).codes).toEqual(['STEP_REFUSED']);
  expect((await fund({ ...list, hash: '0'.repeat(64) })).codes).toEqual(['STEP_REFUSED']);
  expect((await fund(list)).of).toMatchObject({ status: 'FUNDED' });
  expect((await fund(list)).codes).toEqual(['STEP_REFUSED']);
  for (const id of ['ppn', 'treasury'])
    expect((await announce(list, officer('district', { id }))).codes).toEqual(['STEP_REFUSED']);
  expect((await announce(list)).codes).toBeUndefined();
});

test('money is not released for another list than was finalised', async () => {
  const [one] = await world.candidates(2);
  const { of: list } = await finalise();
  await world.db.update(candidates).set({ listId: null }).where(eq(candidates.id, one!.id));
  expect((await fund(list)).codes).toEqual(['STEP_REFUSED']);
});

test.each([
  ['finaliseRecipients', 'treasury', { programme: 'C4U-IT', phase: 1 }],
  ['fundRecipients', 'ppn', { list: crypto.randomUUID(), hash: '0'.repeat(64) }],
  ['announceRecipients', 'ppn', { list: crypto.randomUUID(), district: '5_5' }],
  ['returnToTreasurer', 'treasury', { list: crypto.randomUUID(), district: '5_5' }],
  ['chooseCounter', 'ppn', { candidate: crypto.randomUUID(), reason: 'x' }],
  ['payAtCounter', 'ppn', { candidate: crypto.randomUUID(), amount: 1 }],
] as const)('%s is not for the duty of %s', async (field, who, input) => {
  expect((await world.act(field, input, officer(who))).codes).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
});

test('what is out of the areas of a posting does not exist, and half a place is not the whole', async () => {
  await world.candidates(1);
  expect((await finalise({}, officer('ppn', { areas: ['5_5'] }))).codes).toEqual(['STEP_REFUSED']);
  expect((await finalise({ programme: 'none' })).codes).toEqual(['NOT_FOUND']);
  const list = (await finalise()).of;
  for (const areas of [['01'], ['5_5']])
    expect((await fund(list, officer('treasury', { areas }))).codes).toEqual(['NOT_FOUND']);
  expect((await fund({ ...list, id: crypto.randomUUID() })).codes).toEqual(['NOT_FOUND']);
  await fund(list);
  expect((await announce(list, officer('district'), '5_1')).codes).toEqual(['NOT_FOUND']);
  expect((await announce({ id: crypto.randomUUID() })).codes).toEqual(['NOT_FOUND']);
  expect((await announce({ id: 'x' })).codes).toEqual(['BAD_USER_INPUT']);
  const { nodes } = await world.lists(officer('ppn', { areas: ['01'] }), 'status');
  expect(nodes).toEqual([]);
});

test('letters: by EFT to a checked account, else an account is asked for by the fourteenth day', async () => {
  const rows = await world.candidates(3);
  const [checked, unchecked, none] = rows as [CandidateRow, CandidateRow, CandidateRow];
  const [elsewhere] = await world.candidates(1, { district: '5_1' });
  await world.db
    .insert(bankAccounts)
    .values([
      anAccount(checked.personKey),
      anAccount(unchecked.personKey, { checkedBy: null, checkedAt: null }),
    ]);
  const list = await funded();
  const both = await Promise.all([announce(list), announce(list)]);
  expect(both.map(({ codes }) => codes?.[0]).toSorted()).toEqual(['STEP_REFUSED', undefined]);
  expect(await world.statusOf(checked.id)).toBe('READY_EFT');
  expect(await world.statusOf(unchecked.id)).toBe('AWAITING_ACCOUNT');
  expect(await world.statusOf(none.id)).toBe('AWAITING_ACCOUNT');
  expect(await world.statusOf(elsewhere!.id)).toBe('FINALISED');
  expect((await world.stepsOf(none.id)).slice(2)).toEqual([
    'ANNOUNCE ANNOUNCED district',
    'ASK_FOR_ACCOUNT AWAITING_ACCOUNT district',
  ]);
  const letters = await world.db.select().from(recipientLetters);
  const told = (id: string) => letters.filter(({ candidateId }) => candidateId === id);
  expect(told(checked.id)).toMatchObject([{ event: 'BY_EFT', channel: 'NONE', dueOn: null }]);
  expect(told(none.id)).toMatchObject([
    { event: 'ACCOUNT_WANTED', writtenOn: '2026-11-22', dueOn: '2026-12-06', language: 'MS' },
  ]);
  expect(await world.db.select().from(candidateClocks)).toHaveLength(2);
  expect(await world.db.select().from(outbox)).toEqual([]);
  const { nodes } = await world.lists(officer('district'), 'announcements { district letterOn }');
  expect(nodes[0].announcements).toEqual([{ district: '5_5', letterOn: '2026-11-22' }]);
});

test('figures of the money: none of fewer than ten, and parts only together', async () => {
  const money = 'money { recipients released paid returned open }';
  const rows = await world.candidates(21);
  await world.candidates(9, { district: '5_1' });
  const list = (await finalise()).of;
  const read = async (who: Officer, areas?: string[]) => {
    const { nodes, errors } = await world.lists(officer(who, areas === undefined ? {} : { areas }), money);
    return [nodes[0].money, errors?.length ?? 0];
  };
  const before = { recipients: 30, released: 0, paid: 0, returned: 0, open: 0 };
  expect(await read('treasury')).toEqual([before, 0]);
  await fund(list);
  expect(await read('treasury')).toEqual([{ ...before, released: 600_000, open: 600_000 }, 0]);
  expect(await read('district')).toEqual([
    { recipients: 21, released: 420_000, paid: 0, returned: 0, open: 420_000 },
    0,
  ]);
  const nothing = { recipients: null, released: null, paid: null, returned: null, open: null };
  expect(await read('district', ['5_1'])).toEqual([nothing, 5]);
  const set = (from: number, to: number, status: 'PAID' | 'RETURNED') =>
    Promise.all(
      rows
        .slice(from, to)
        .map(({ id }) => world.db.update(candidates).set({ status }).where(eq(candidates.id, id))),
    );
  await set(0, 10, 'PAID');
  const parts = { paid: 200_000, returned: 0, open: 220_000 };
  expect(await read('district')).toEqual([{ recipients: 21, released: 420_000, ...parts }, 0]);
  await set(10, 12, 'RETURNED');
  const hidden = { paid: null, returned: null, open: null };
  expect(await read('district')).toEqual([{ recipients: 21, released: 420_000, ...hidden }, 3]);
});

test.each([
  [['aid'], 'payment'],
  [['payment'], 'aid'],
] as const)('whoever has %j alone reads no list', async (classes, missing) => {
  const { errors } = await world.lists(passportFor(posting(classes)), 'status');
  expect(errors?.[0]?.extensions?.['class']).toBe(missing);
});
