import { expect, test } from 'vitest';
import { readRequest } from './seed.ts';

test('without options: two thousand households of seed 1 as of the first of January 2026, on an empty registry', () => {
  expect(readRequest([])).toEqual({
    filling: { households: 2000, seed: 1, asOf: '2026-01-01' },
    isReset: false,
  });
});

test('each option says its part', () => {
  expect(readRequest(['--passes', '3', '--oku-percent', '20']).filling).toMatchObject({
    passes: 3,
    okuPercent: 20,
  });
  expect(readRequest(['--households', '60', '--seed=7', '--as-of', '2028-02-29', '--reset'])).toEqual({
    filling: { households: 60, seed: 7, asOf: '2028-02-29' },
    isReset: true,
  });
});

test.each([
  [['--households', 'many'], '--households must be a whole number'],
  [['--households', '3000000'], '--households must be a whole number'],
  [['--seed', '-1'], '--seed'],
  [['--as-of', '2026-02-30'], '--as-of must be a date'],
  [['--as-of', '2025-12-31'], '--as-of must be 2026-01-01 or later'],
  [['--as-of', 'today'], '--as-of must be a date'],
  [['--household', '60'], "Unknown option '--household'"],
  [['60'], "Unexpected argument '60'"],
])('%j is refused with the usage', (args, sentence) => {
  expect(() => readRequest(args)).toThrow(sentence);
  expect(() => readRequest(args)).toThrow('npx pnpm seed --households N');
});
