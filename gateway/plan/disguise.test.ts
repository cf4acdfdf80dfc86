import { buildSchema, parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { disguise } from './disguise.ts';

const SCHEMA = buildSchema(`
  type Query { person(id: ID): Person file: File subject: Subject any: [Named] files: Files }
  type Files { edges: [FileEdge] more: Boolean }
  type FileEdge { cursor: String node: File }
  interface Named { name: String }
  type Person implements Named { id: ID! name: String friend: Person notes(first: Int): String }
  type File implements Named { name: String owner: Person }
  union Subject = Person | File
`);

const VOUCHING = new Map([
  ['Person', []],
  ['File', ['owner']],
  ['FileEdge', ['node']],
]);
const see = (query: string, variables: Readonly<Record<string, unknown>> = {}, findsAll = false) =>
  print(disguise(parse(query), variables, { schema: SCHEMA, vouching: VOUCHING, findsAll })).replaceAll(
    /\s+/g,
    ' ',
  );

test('every client alias is renamed, but for one that repeats the field’s own name and so is none', () => {
  expect(see('{ person { grant: name id: name name: name key: id } }')).toBe(
    '{ person { c_alias_grant: name c_alias_id: name name c_alias_key: id c_hidden_id: id } }',
  );
});

test('a field that takes arguments is renamed, given some or none: no `@requires` gets what the client’s arguments mean', () => {
  expect(see('{ person { notes(first: 1) again: notes } }')).toBe(
    '{ person { c_alias_notes: notes(first: 1) c_alias_again: notes c_hidden_id: id } }',
  );
  expect(see('{ person { notes: notes } }')).toBe('{ person { c_alias_notes: notes c_hidden_id: id } }');
});

test('every client variable is renamed, so that none can stand where the planner puts its own', () => {
  expect(see('query ($representations: ID) { person(id: $representations) { name } }')).toBe(
    'query ($c_variable_representations: ID) { person(id: $c_variable_representations) { name c_hidden_id: id } }',
  );
});

test('a subject is asked for its id even where only its type is wanted, in unions and interfaces too', () => {
  expect(see('{ file { owner { __typename } } }')).toContain('owner { __typename c_hidden_id: id }');
  expect(see('{ subject { ... on File { name } } }')).toContain('... on Person { c_hidden_id: id }');
  expect(see('{ any { name } }')).toContain(
    '{ name ... on Person { c_hidden_id: id } ... on File { owner { c_hidden_id: id } } __typename }',
  );
  expect(see('{ file { name } }')).toBe('{ file { name owner { c_hidden_id: id } } }');
});

test('what the client excludes is gone before planning, with the variables that only it used', () => {
  const query =
    'query ($no: Boolean!, $id: ID) { person { name @include(if: $no) friend @skip(if: true) { name } } file @include(if: $no) { owner { id } } }';
  expect(see(query, { no: false })).toBe('{ person { c_hidden_id: id } }');
  expect(see(query, { no: true })).not.toContain('@');
});

test('fragments that nothing spreads any more are dropped', () => {
  const query =
    'query ($no: Boolean!) { file { name ...Owner @include(if: $no) } } fragment Owner on File { owner { name } }';
  expect(see(query, { no: false })).toBe('{ file { name owner { c_hidden_id: id } } }');
  expect(see(query, { no: true })).toContain(
    'fragment Owner on File { owner { name c_hidden_id: id } owner { c_hidden_id: id } }',
  );
});

test('where receipts are made, a list of which only the page is asked is asked who is in it', () => {
  const found = 'edges { node { owner { c_hidden_id: id } } }';
  expect(see('{ files { more } }', {}, true)).toBe(`{ files { more ${found} } }`);
  expect(see('{ files { more } }')).toBe('{ files { more } }');
  expect(see('{ files { __typename } }', {}, true)).toBe('{ files { __typename } }');
  const both = see(
    'query ($no: Boolean!) { files { more edges @include(if: $no) { cursor } } }',
    { no: true },
    true,
  );
  expect(both).toContain('{ files { more edges { cursor node { owner { c_hidden_id: id } } } } }');
});
