import { expect, test } from 'vitest';
import type { Phase } from './phase.ts';
import { assertComplete } from './pipeline.ts';

const phases = (...names: string[]): Phase[] => names.map((name) => ({ name, run: () => {} }));

test('the gateway does not start where an access step is missing, doubled or out of order', () => {
  expect(() =>
    assertComplete(phases('operation-size', 'basis', 'authorize', 'plan', 'answer')),
  ).not.toThrow();
  for (const wrong of [
    [],
    ['basis', 'plan', 'answer'],
    ['authorize', 'plan', 'answer'],
    ['basis', 'authorize', 'answer'],
    ['basis', 'plan', 'authorize', 'answer'],
    ['basis', 'authorize', 'authorize', 'plan', 'answer'],
  ])
    expect(() => assertComplete(phases(...wrong))).toThrow(/must pass basis, authorize, plan, answer/);
});
