import { expect, test } from 'vitest';
import { closedLeavesAreNullable } from './closed-leaves-are-nullable.ts';
import { findings } from './testing.ts';

test('a classified leaf that may not be null is found, by its own class or its type’s', () => {
  expect(
    findings(
      closedLeavesAreNullable,
      ['name: String @policy', 'name: String! @policy'],
      ['line: String', 'line: String!'],
    ),
  ).toEqual([
    'Address.line has a class and must be nullable',
    'Person.name has a class and must be nullable',
  ]);
});

test('a link to a subject or a file that may not be null is found', () => {
  expect(
    findings(closedLeavesAreNullable, ['node: Person @authenticated', 'node: Person! @authenticated']),
  ).toEqual(['PersonEdge.node leads to a subject or file and must be nullable']);
  expect(
    findings(closedLeavesAreNullable, [
      '): ApplicationFile @authenticated }\ntype Mutation',
      '): ApplicationFile! @authenticated }\ntype Mutation',
    ]),
  ).toEqual(['Query.application leads to a subject or file and must be nullable']);
});
