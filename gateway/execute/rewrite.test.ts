import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { rewriter } from './rewrite.ts';

const SCHEMA = buildSchema(
  'type Query { item: Item } interface Item { owner: Owner } type Book implements Item { owner: Owner! } type Owner { id: ID name: String }',
);
const rename = (path: string[], renameKeyTo: string) => ({ kind: 'KeyRenamer' as const, path, renameKeyTo });

test('a field that the planner asked twice under two keys keeps the parts of both', () => {
  const answer = {
    item: { __typename: 'Book', owner: { id: '1' }, owner__alias_0: { name: 'A' } },
  };
  rewriter(SCHEMA, [rename(['item', '... on Book', 'owner__alias_0'], 'owner')])?.(answer);
  expect(answer).toEqual({ item: { __typename: 'Book', owner: { id: '1', name: 'A' } } });
});

test('a rewrite for another type leaves the object as it is', () => {
  const answer = { item: { __typename: 'Book', owner__alias_0: null } };
  rewriter(SCHEMA, [rename(['item', '... on Owner', 'owner__alias_0'], 'owner')])?.(answer);
  expect(answer.item).toEqual({ __typename: 'Book', owner__alias_0: null });
});
