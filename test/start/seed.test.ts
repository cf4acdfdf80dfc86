import { afterAll, expect, test } from 'vitest';
import { processesOn, runScript, type Script, temporaryHome } from './script.ts';

const { folder: home, clear } = temporaryHome();
afterAll(clear);

const seed = (...args: string[]): Script => runScript('seed.ts', { SEISI_HOME: home }, args);

test('a registry is filled, is not filled twice, and is filled anew with --reset; nothing is left running', async () => {
  expect(await seed('--households', '20').ended).toBe(0);

  const again = seed('--households', '20');
  expect(await again.ended).toBe(1);
  expect(again.errors()).toContain('The registry is not empty: add --reset');

  const anew = seed('--households', '30', '--seed', '2', '--reset');
  expect(await anew.ended).toBe(0);
  expect(anew.output()).toContain('30 of 30');
  expect(processesOn(home)).toEqual([]);
}, 90_000);

test('a registry smaller than its cast is refused with a sentence, and nobody is taken out for it', async () => {
  const small = seed('--households', '2', '--reset');
  expect(await small.ended).toBe(1);
  expect(small.errors()).toMatch(/^A registry has at least \d+ households, not 2\.\n$/);

  const still = seed();
  expect(await still.ended).toBe(1);
  expect(still.errors()).toContain('The registry is not empty');
}, 90_000);
