import { expect, test } from 'vitest';
import { mutationsCanBeRepeated } from './mutations-can-be-repeated.ts';
import { findings } from './testing.ts';

const TAKES = 'Mutation.submitApplication takes one argument, input: SubmitApplicationInput!';

test.each([
  ['an input that may be missing', 'input: SubmitApplicationInput!', 'input: SubmitApplicationInput', TAKES],
  [
    'a second argument',
    'input: SubmitApplicationInput!',
    'input: SubmitApplicationInput! "Also." also: Int',
    TAKES,
  ],
  ['another argument', 'input: SubmitApplicationInput!', 'what: SubmitApplicationInput!', TAKES],
  [
    'a key that may be missing',
    'idempotencyKey: ID!',
    'idempotencyKey: ID',
    'Mutation.submitApplication needs idempotencyKey: ID! in its input',
  ],
])('a mutation with %s is found', (_what, was, is, finding) => {
  expect(findings(mutationsCanBeRepeated, [was, is])).toEqual([finding]);
});
