import { leafHash } from '@seisi/schema/receipt/merkle';
import type { KeptReceipt } from '@seisi/schema/receipt/receipt';
import { expect, test } from 'vitest';
import { draftOf } from './group.testing.ts';
import { receiptsOver } from './keep.ts';
import type { ReceiptGroup, Sink } from './sink.ts';

/** A sink in memory that can be told to fail, before or after it has the group. */
function memory() {
  const groups: ReceiptGroup[] = [];
  const state: { fails: 'NEVER' | 'BEFORE' | 'AFTER'; isClosed: boolean } = {
    fails: 'NEVER',
    isClosed: false,
  };
  const sink: Sink = {
    write: async (group) => {
      if (state.fails !== 'BEFORE') groups.push(group);
      if (state.fails !== 'NEVER') throw new Error('a secret of the disk');
    },
    close: async () => {
      state.isClosed = true;
    },
  };
  return { sink, groups, state };
}

const UNAVAILABLE = { extensions: { code: 'AUDIT_UNAVAILABLE' } };

test('who keeps a receipt is handed the hash of the leaf that was written under its id', async () => {
  const { sink, groups } = memory();
  const receipts = receiptsOver(sink);
  const drafts = Array.from({ length: 5 }, () => draftOf());
  const kept = await Promise.all(drafts.map((draft) => receipts.keep(draft)));

  const expected: KeptReceipt[] = groups.flat().map(({ id, leaf }) => ({ id, leaf: leafHash(leaf) }));
  expect(kept).toEqual(expected);
  expect(kept.map(({ id }) => id)).toEqual(drafts.map(({ id }) => id));
});

test.each(['BEFORE', 'AFTER'] as const)(
  'where a sink failed (%s it had the group) nobody of the group is told yes, nothing of the sink is told, and its numbers are never given again',
  async (fails) => {
    const { sink, groups, state } = memory();
    const receipts = receiptsOver(sink);
    await receipts.keep(draftOf());
    state.fails = fails;
    const refused = await Promise.allSettled([receipts.keep(draftOf()), receipts.keep(draftOf())]);
    state.fails = 'NEVER';
    await receipts.keep(draftOf());

    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    for (const one of refused) {
      expect(one).toMatchObject({ reason: UNAVAILABLE });
      expect(JSON.stringify(one)).not.toContain('secret');
    }
    const places = groups.flat().map(({ series, number }) => `${series} ${number}`);
    expect(new Set(places).size).toBe(places.length);
    expect(groups.at(-1)?.[0]?.number).toBe(1);
  },
);

test('a draft that cannot be sealed fails alone, and no sink is asked when none is left', async () => {
  const { sink, groups } = memory();
  const receipts = receiptsOver(sink);
  const odd = { ...draftOf(), operation: '\ud800' };
  await expect(receipts.keep(odd)).rejects.toThrow();
  const [one, other] = await Promise.allSettled([receipts.keep(odd), receipts.keep(draftOf())]);

  expect([one.status, other.status]).toEqual(['rejected', 'fulfilled']);
  expect(groups.flat().map(({ number }) => number)).toEqual([1]);
});

test('more than may wait are refused at once', async () => {
  const { sink } = memory();
  const receipts = receiptsOver(sink, { mostTogether: 1, mostWaiting: 3000 });
  const results = await Promise.allSettled(Array.from({ length: 10 }, () => receipts.keep(draftOf())));
  const refused = results.filter(({ status }) => status === 'rejected');

  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThan(10);
  for (const one of refused) expect(one).toMatchObject({ reason: UNAVAILABLE });
});

test('closing waits for those who are let in, closes the sink, and refuses whoever comes later', async () => {
  const { sink, state } = memory();
  const receipts = receiptsOver(sink);
  const keeping = receipts.keep(draftOf());
  await receipts.close();

  expect(state.isClosed).toBe(true);
  await expect(keeping).resolves.toHaveProperty('leaf');
  await expect(receipts.keep(draftOf())).rejects.toMatchObject(UNAVAILABLE);
});
