import { expect, test } from 'vitest';
import { sentenceOf } from '../sentence.ts';
import { toldDecision } from './told-decision.ts';

test('a decision is told with its class and a sentence in both languages', () => {
  const field = { path: ['a', 'b'], coordinate: 'T.b', dataClass: 'bank' } as const;

  expect(toldDecision({ ...field, decision: 'WITHHELD', reason: 'PURPOSE' })).toEqual({
    path: ['a', 'b'],
    coordinate: 'T.b',
    class: 'bank',
    decision: 'WITHHELD',
    reason: 'PURPOSE',
    message: sentenceOf('PURPOSE', 'bank'),
  });
});
