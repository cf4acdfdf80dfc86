import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { refuseConflictingRequires } from './required-arguments.ts';

const TYPES = `
  directive @join__field(requires: String) repeatable on FIELD_DEFINITION
  type Query { posts: [Post] }
  interface Named { names(first: Int): String }
  type Author implements Named { names(first: Int): String }
  type Comment { author: Author by: Named }`;

function check(...requires: readonly string[]): void {
  const fields = requires.map(
    (one, index) => `f${index}: String @join__field(requires: ${JSON.stringify(one)})`,
  );
  const sdl = `${TYPES} type Post { comments(limit: Int, since: String): [Comment] ${fields.join(' ')} }`;
  refuseConflictingRequires(sdl, buildSchema(sdl));
}

test('one field may be required by many with the same arguments, in any order', () => {
  expect(() =>
    check(
      'comments(limit: 1, since: "x") { author { names } }',
      'comments(since: "x", limit: 1) { by { names } }',
    ),
  ).not.toThrow();
});

test.each([
  [
    'at the top',
    ['comments(limit: 1) { by { names } }', 'comments(limit: 2) { by { names } }'],
    'Post.comments',
  ],
  ['with and without', ['comments(limit: 1) { by { names } }', 'comments { by { names } }'], 'Post.comments'],
  ['below', ['comments { author { names } }', 'comments { author { names(first: 1) } }'], 'Author.names'],
  [
    'in a fragment',
    ['comments { by { ... on Author { names(first: 1) } } }', 'comments { author { names } }'],
    'Author.names',
  ],
])('one that is required with different arguments is refused by name: %s', (_where, requires, name) => {
  expect(() => check(...requires)).toThrow(`The field ${name} is required with different arguments`);
});
