import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { GroupCommit, type GroupSettings } from './group-commit.ts';

/** Commits that end when the test says so, and the groups that came. */
function opened(given: Partial<GroupSettings<number, string>> = {}) {
  const groups: (readonly number[])[] = [];
  const ends: ((results?: readonly (string | Error)[]) => void)[] = [];
  const queue = new GroupCommit<number, string>({
    commit: (items) => {
      groups.push(items);
      return new Promise((resolve) => {
        ends.push((results) => resolve(results ?? items.map((item) => `kept ${item}`)));
      });
    },
    weightOf: () => 1,
    mostTogether: 3,
    mostWaiting: 5,
    refusal: () => new Error('full'),
    ...given,
  });
  return { queue, groups, ends };
}

test('the first goes at once with those of its turn; whoever comes meanwhile gathers into the next groups, in order', async () => {
  const { queue, groups, ends } = opened();
  const first = [queue.add(1), queue.add(2)];
  await nextTurn();
  expect(groups).toEqual([[1, 2]]);

  const next = [3, 4, 5, 6].map((item) => queue.add(item));
  await nextTurn();
  expect(groups).toHaveLength(1);
  ends[0]?.();
  expect(await Promise.all(first)).toEqual(['kept 1', 'kept 2']);
  await nextTurn();
  ends[1]?.();
  await nextTurn();
  ends[2]?.();

  expect(await Promise.all(next)).toEqual(['kept 3', 'kept 4', 'kept 5', 'kept 6']);
  expect(groups).toEqual([[1, 2], [3, 4, 5], [6]]);
});

test('beyond the bound whoever comes is refused at once, and let in again when a group has gone', async () => {
  const { queue, ends } = opened();
  const waiting = [1, 2, 3, 4, 5].map((item) => queue.add(item));
  await expect(queue.add(6)).rejects.toThrow('full');
  await nextTurn();
  const late = queue.add(7);
  ends[0]?.();
  await nextTurn();
  ends[1]?.();

  expect(await Promise.all([...waiting, late])).toHaveLength(6);
});

test('an item that is heavier than the bound is let in when nobody waits', async () => {
  const { queue, ends } = opened({ weightOf: () => 100 });
  const alone = queue.add(1);
  await expect(queue.add(2)).rejects.toThrow('full');
  await nextTurn();
  ends[0]?.();

  expect(await alone).toBe('kept 1');
});

test('the failure of one is told to it alone, that of a group to all of it and to no other', async () => {
  let count = 0;
  const { queue } = opened({
    commit: async (items) => {
      count += 1;
      if (count === 1) throw new Error('lost');
      return items.map((item) => (item === 5 ? new Error('odd') : `kept ${item}`));
    },
  });
  const results = await Promise.allSettled([1, 2, 3, 4, 5].map((item) => queue.add(item)));

  expect(results.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message))).toEqual([
    ...['lost', 'lost', 'lost'],
    ...['kept 4', 'odd'],
  ]);
});

test('closing refuses whoever comes and waits for everyone who was let in', async () => {
  const { queue, ends } = opened();
  const kept = queue.add(1);
  let isClosed = false;
  const closing = queue.close().then(() => {
    isClosed = true;
  });
  await expect(queue.add(2)).rejects.toThrow('full');
  await nextTurn();
  expect(isClosed).toBe(false);
  ends[0]?.();
  await closing;

  expect(await kept).toBe('kept 1');
});
