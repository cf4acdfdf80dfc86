import { expect, test } from 'vitest';
import { advance, type Life } from './life.ts';

type Status = 'OPEN' | 'SHUT';
type Step = 'shut';

const LIFE: Life<Status, Step> = { OPEN: { shut: 'SHUT' }, SHUT: {} };

test('a step leads where the table says', () => {
  expect(advance(LIFE, { thing: 'door', status: 'OPEN', step: 'shut' })).toBe('SHUT');
});

test('a step that the table does not list is refused by a sentence that names thing and status', () => {
  expect(() => advance(LIFE, { thing: 'door', status: 'SHUT', step: 'shut' })).toThrow(
    expect.objectContaining({
      code: 'STEP_REFUSED',
      message: 'The door is SHUT; this step is not open from there.',
    }),
  );
});

test('what every object bears is no step', () => {
  expect(() => advance(LIFE, { thing: 'door', status: 'OPEN', step: 'toString' as Step })).toThrow(
    expect.objectContaining({ code: 'STEP_REFUSED' }),
  );
});
