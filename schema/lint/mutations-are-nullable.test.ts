import { expect, test } from 'vitest';
import { mutationsAreNullable } from './mutations-are-nullable.ts';
import { findings } from './testing.ts';

test('a mutation field that may not be null is found', () => {
  expect(
    findings(mutationsAreNullable, [
      'input: SubmitApplicationInput!): ApplicationFile',
      'input: SubmitApplicationInput!): ApplicationFile!',
    ]),
  ).toEqual(['Mutation.submitApplication is a mutation and must be nullable']);
});
