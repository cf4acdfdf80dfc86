import { expect, test } from 'vitest';
import { listsArePaged } from './lists-are-paged.ts';
import { findings } from './testing.ts';

const PEOPLE =
  '@listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)';

test.each([
  [
    'a list of unknown length',
    ' @listSize(assumedSize: 5)',
    '',
    'Person.applications is a list without @listSize(assumedSize:)',
  ],
  [
    'a long list without pages',
    'assumedSize: 16',
    'assumedSize: 16000',
    'Query.states is longer than 200; make it a connection',
  ],
  [
    'a connection with another page size',
    'first: Int = 20',
    'first: Int = 500',
    'Query.people is a connection without first: Int = 20',
  ],
  [
    'a connection without a next page',
    ' "After which." after: String',
    '',
    'Query.people is a connection without after: String',
  ],
  [
    'a connection whose size is not told',
    PEOPLE,
    '',
    'Query.people is a connection without @listSize(slicingArguments: ["first"])',
  ],
  [
    'a connection of another shape',
    'edges: [PersonEdge!]!',
    'edges: [PersonEdge]',
    'Query.people needs edges: [PersonEdge!]! and pageInfo: PageInfo!',
  ],
])('%s is found', (_what, was, is, finding) => {
  expect(findings(listsArePaged, [was, is])).toEqual([finding]);
});
