import { expect, test } from 'vitest';
import { openMemory } from './memory.ts';

test('a value is made once for all who ask within its time, and anew after it', async () => {
  let now = 0;
  let made = 0;
  const memory = openMemory(() => now);
  const ask = () => memory('key', 1000, async () => ++made);

  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  now = 999;
  expect(await ask()).toBe(1);
  now = 1000;
  expect(await ask()).toBe(2);
});

test('another key is another value', async () => {
  const memory = openMemory(() => 0);

  expect(await memory('a', 1, async () => 'of a')).toBe('of a');
  expect(await memory('b', 1, async () => 'of b')).toBe('of b');
});

test('what failed fails for all who waited, and is asked for again', async () => {
  const memory = openMemory(() => 0);
  const failing = () => memory('key', 1000, () => Promise.reject(new Error('away')));

  const both = await Promise.allSettled([failing(), failing()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await memory('key', 1000, async () => 'here')).toBe('here');
});
