import { expect, test } from 'vitest';
import { joinedResolvers } from './joined-resolvers.ts';

const one = () => 1;
const two = () => 2;

test('what concepts say of one type is joined', () => {
  expect(joinedResolvers({ Query: { one } }, { Query: { two }, Person: { one } })).toEqual({
    Query: { one, two },
    Person: { one },
  });
});

test('a field that two concepts resolve is a fault', () => {
  expect(() => joinedResolvers({ Query: { one } }, { Query: { one: two } })).toThrow(
    'Query.one is resolved twice.',
  );
});
