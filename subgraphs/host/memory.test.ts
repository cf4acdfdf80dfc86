import { expect, test } from 'vitest';
import { openMemory } from './memory.ts';

test('a value is made once for all who ask within its time, and anew after it', async () => {
  let now = 0;
  let made = 0;
  const memory = openMemory(() => now);
  const ask = () => memory.keep('key', 1000, async () => ++made);

  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  now = 999;
  expect(await ask()).toBe(1);
  now = 1000;
  expect(await ask()).toBe(2);
});

test('another key is another value', async () => {
  const memory = openMemory(() => 0);

  expect(await memory.keep('a', 1, async () => 'of a')).toBe('of a');
  expect(await memory.keep('b', 1, async () => 'of b')).toBe('of b');
});

test('what failed fails for all who waited, and is asked for again', async () => {
  const memory = openMemory(() => 0);
  const failing = () => memory.keep('key', 1000, () => Promise.reject(new Error('away')));

  const both = await Promise.allSettled([failing(), failing()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await memory.keep('key', 1000, async () => 'here')).toBe('here');
});

test('what is forgotten is made anew, also while it is being made; the rest is kept', async () => {
  const memory = openMemory(() => 0);
  const slow = Promise.withResolvers<string>();
  const first = memory.keep('grounds of one', 1000, () => slow.promise);
  await memory.keep('lines', 1000, async () => 'old');
  memory.forget('grounds');

  expect(await memory.keep('grounds of one', 1000, async () => 'new')).toBe('new');
  slow.resolve('old');
  expect(await first).toBe('old');
  expect(await memory.keep('grounds of one', 1000, async () => 'newer')).toBe('new');
  expect(await memory.keep('lines', 1000, async () => 'new')).toBe('old');
});
