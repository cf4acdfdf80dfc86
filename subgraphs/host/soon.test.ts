import fc from 'fast-check';
import { expect, test } from 'vitest';
import { after, all, once, type Soon, soonOr } from './soon.ts';

/** A value, known now or told later. */
const soon = fc
  .tuple(fc.integer(), fc.boolean())
  .map(([value, isKnown]): Soon<number> => (isKnown ? value : Promise.resolve(value)));

test('whatever is known at once and whatever comes later, the result is that of waiting for each', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(soon), soon, async (values, more) => {
      const settled = await Promise.all(values);
      const sum = after(all(values), (every) => after(more, (last) => every.reduce((a, b) => a + b, last)));
      expect(await sum).toBe(settled.reduce((a, b) => a + b, await more));
    }),
  );
});

test('what is known costs no promise', () => {
  expect(after(1, (one) => after(all([one, 2]), ([first = 0, second = 0]) => first + second))).toBe(3);
});

test('what runs once runs once, is given at once when it has come, and fails for everyone if it failed', async () => {
  let runs = 0;
  const counted = once(async () => {
    runs += 1;
    return runs;
  });
  const first = counted();
  expect(first).toBeInstanceOf(Promise);
  expect(counted()).toBe(first);
  await first;
  expect(counted()).toBe(1);
  expect(runs).toBe(1);

  const failing = once((): Soon<number> => {
    runs += 1;
    throw new Error('away');
  });
  await expect(failing()).rejects.toThrow('away');
  await expect(failing()).rejects.toThrow('away');
  expect(runs).toBe(2);
});

test('what throws at once is a rejection, so that whoever waits beside it is not left alone', async () => {
  const thrown = soonOr((): Soon<number> => {
    throw new RangeError('none');
  });
  await expect(thrown).rejects.toThrow(RangeError);
  expect(soonOr(() => 7)).toBe(7);
});
