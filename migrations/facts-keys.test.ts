import { expect, test } from 'vitest';
import { factsKeysOf } from './facts-keys.ts';

test('each room has a line of its own for each master, long enough for a secret, and none of them is a master', () => {
  const masters = ['m'.repeat(43), 'n'.repeat(43)];
  const lines = ['aid', 'oku'].flatMap((room) => factsKeysOf(room, masters).trimEnd().split('\n'));

  expect(new Set([...lines, ...masters]).size).toBe(6);
  expect(lines.every((line) => line.length >= 32)).toBe(true);
  expect(factsKeysOf('oku', masters)).toBe(factsKeysOf('oku', masters));
});
