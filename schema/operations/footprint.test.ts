import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { footprintOf, isNarrower } from './footprint.ts';

const schema = buildSchema(`
  interface Being { name: String }
  type Cat implements Being { name: String lives: Int kittens(first: Int, named: String): [Cat] }
  type Dog implements Being { name: String }
  type Query { being(id: ID): Being cat(id: ID): Cat beings(ids: [ID], named: String): [Being] }
  type Mutation { cat(id: ID): Cat }
`);

function footprint(text: string) {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (operation == null) throw new Error('no operation');
  return footprintOf(schema, document, operation);
}
const narrower = (one: string, other: string) => isNarrower(footprint(one), footprint(other));

const WIDE = `query ($id: ID, $n: Int) {
  cat(id: $id) { name lives kittens(first: $n, named: "Mia") { name kittens(first: 2, named: "Mia") { lives } } }
  beings { name ... on Cat { lives } }
}`;

test.each([
  ['itself', WIDE],
  ['nothing but a name', '{ beings { name } }'],
  ['other names and an order of its own', 'query Q($other: ID) { c: cat(id: $other) { l: lives n: name } }'],
  ['fragments', '{ beings { ...A } } fragment A on Being { ... { name } ... on Cat { lives } }'],
  ['a value where any is taken', '{ cat(id: "7") { kittens(first: 100, named: "Mia") { name } } }'],
  [
    'arguments in another order',
    'query ($n: Int) { cat(id: "7") { kittens(named: "Mia", first: $n) { name } } }',
  ],
  ['a condition', 'query ($no: Boolean!) { beings { name @skip(if: $no) } }'],
])('what asks less is narrower: %s', (_what, text) => {
  expect(narrower(text, WIDE)).toBe(true);
});

test.each([
  ['a field of another place', '{ beings { ... on Cat { kittens { name } } } }'],
  ['a field of another type', '{ beings { ... on Dog { name } } }'],
  ['a root that was not asked', '{ being(id: "7") { name } }'],
  ['a mutation of the same name', 'mutation { cat(id: "7") { name } }'],
  ['an argument more', '{ beings { ... on Cat { lives kittens(first: 1) { name } } } }'],
  ['an argument less', 'query ($n: Int) { cat(id: "7") { kittens(first: $n) { name } } }'],
  ['another value', 'query ($n: Int) { cat(id: "7") { kittens(first: $n, named: "Tom") { name } } }'],
  [
    'a variable where one value stands',
    'query ($n: Int, $m: String) { cat(id: "7") { kittens(first: $n, named: $m) { name } } }',
  ],
  [
    'a level deeper',
    'query ($n: Int) { cat(id: "7") { kittens(first: $n, named: "Mia") { kittens(first: 2, named: "Mia") { name } } } }',
  ],
])('what asks anything more is not: %s', (_what, text) => {
  expect(narrower(text, WIDE)).toBe(false);
});

test('the name of a variable within a list leaves no trace, and a text that looks like one stays what it is', () => {
  const registered = 'query ($a: ID) { beings(ids: [$a, "7"]) { name } }';
  expect(narrower('query ($b: ID) { beings(ids: [$b, "7"]) { name } }', registered)).toBe(true);
  expect(narrower('query ($b: ID) { beings(ids: ["7", $b]) { name } }', registered)).toBe(false);
  const named = '{ beings(named: "$a") { name } }';
  expect(narrower(named, named)).toBe(true);
  expect(narrower('{ beings(named: "$b") { name } }', named)).toBe(false);
  expect(narrower('query ($any: String) { beings(named: $any) { name } }', named)).toBe(false);
});
