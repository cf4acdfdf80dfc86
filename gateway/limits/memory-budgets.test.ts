import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryBudgets } from './memory-budgets.ts';

const account = (key: string, capacity = 100, restoreRate = 10) => ({
  key,
  allowance: { capacity, restoreRate },
});

test('a budget gives what it holds, refuses the rest, and gets its rate back each second up to its capacity', async () => {
  let now = 0;
  const budgets = memoryBudgets(() => now);
  const of = account('a');
  const stands = (currentlyAvailable: number) => ({
    maximumAvailable: 100,
    currentlyAvailable,
    restoreRate: 10,
  });
  expect(await budgets.take(of, 80)).toEqual({ isTaken: true, throttle: stands(20) });
  expect(await budgets.take(of, 21)).toEqual({ isTaken: false, throttle: stands(20) });
  now = 100;
  expect(await budgets.take(of, 21)).toEqual({ isTaken: true, throttle: stands(0) });
  expect(await budgets.refund(of, 15)).toEqual(stands(15));
  now = 60_000;
  expect(await budgets.refund(of, 500)).toEqual(stands(100));
});

test('one account never draws on another', async () => {
  const budgets = memoryBudgets(() => 0);
  await budgets.take(account('a'), 100);
  expect((await budgets.take(account('b'), 100)).isTaken).toBe(true);
});

test('a clock that goes back restores nothing and takes nothing away', async () => {
  let now = 1_000;
  const budgets = memoryBudgets(() => now);
  await budgets.take(account('a'), 90);
  now = 0;
  expect((await budgets.take(account('a'), 0)).throttle.currentlyAvailable).toBe(10);
});

test('an account that is not full is not forgotten, however many others there are', async () => {
  const budgets = memoryBudgets(() => 0);
  await budgets.take(account('a'), 60);
  for (let at = 0; at < 25_000; at += 1) await budgets.take(account(`other ${at}`), at % 2);
  expect((await budgets.take(account('a'), 60)).isTaken).toBe(false);
});

test('whatever is taken, what is granted in a time is never more than the capacity and what was restored', async () => {
  const step = fc.record({ wait: fc.nat({ max: 5_000 }), points: fc.nat({ max: 120 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 50 }), async (steps) => {
      let now = 0;
      let granted = 0;
      const budgets = memoryBudgets(() => now);
      for (const { wait, points } of steps) {
        now += wait;
        if ((await budgets.take(account('a'), points)).isTaken) granted += points;
        expect(granted).toBeLessThanOrEqual(100 + (now / 1000) * 10 + 1e-6);
      }
    }),
  );
});
