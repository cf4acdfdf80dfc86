import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { refuseFilling } from './fill.ts';

const filling = { households: 60, seed: 1, asOf: '2026-01-01' };

test('nobody is invented in production', () => {
  expect(() => refuseFilling({ ...readConfig({}), isProduction: true }, filling)).toThrow(
    'Nobody is invented in production',
  );
  expect(() => refuseFilling(readConfig({}), filling)).not.toThrow();
});

test('a registry smaller than its cast is refused', () => {
  expect(() => refuseFilling(readConfig({}), { ...filling, households: 2 })).toThrow(
    'A registry has at least',
  );
});
