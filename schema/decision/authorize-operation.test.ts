import { describe, expect, test } from 'vitest';
import { outcome } from './testing.ts';

const GRAPH = `
type Query {
  me: Person
  secret: String @policy(policies: [["secret"]])
  staff: [Person!] @authenticated
  vault: Vault
  stamp: Stamp
  mood: Mood
  scoped: String @requiresScopes(scopes: [["a", "b"], ["c"]])
  many(where: Where, sort: Sort, first: Int = 20, number: String @tag(name: "class:register")): [Person!]
}
input Where { name: String @tag(name: "class:identity"), and: [Where!], state: String, born: Born }
input Born { year: Int @tag(name: "class:identity.masked") }
enum Sort { NUMBER INCOME @tag(name: "class:income") }
type Person {
  id: ID!
  name: String @policy(policies: [["identity"]])
  income: Int @policy(policies: [["income"]]) @authenticated
  friend(of: String @tag(name: "class:kinship")): Person
  key: ID! @inaccessible
  wage: Sen
}
type Vault @policy(policies: [["vault"]]) { gold: Int, silver: Int @policy(policies: [["silver"]]) }
scalar Stamp @authenticated
scalar Sen @policy(policies: [["income"]])
enum Mood @requiresScopes(scopes: [["mood"]]) { GOOD BAD }
`;

describe('a field is fetched where the rules of its parent, of itself and of what it returns all hold', () => {
  test.each([
    ['{ me { id } secret }', {}, '{ me { id } }', ['secret Query.secret']],
    ['{ me { id } secret }', { policies: ['secret'] }, '{ me { id } secret }', []],
    ['{ staff { id } me { id } }', {}, '{ me { id } }', ['staff Query.staff']],
    ['{ staff { id } }', { authenticated: true }, '{ staff { id } }', []],
    ['{ me { id income } }', { policies: ['income'] }, '{ me { id } }', ['me.income Person.income']],
    ['{ me { id income } }', { policies: ['income'], authenticated: true }, '{ me { id income } }', []],
    ['{ me { id } vault { gold } }', {}, '{ me { id } }', ['vault Query.vault']],
    [
      '{ vault { gold silver } }',
      { policies: ['vault'] },
      '{ vault { gold } }',
      ['vault.silver Vault.silver'],
    ],
    ['{ stamp mood }', {}, null, ['stamp Query.stamp', 'mood Query.mood']],
    ['{ stamp mood }', { authenticated: true, scopes: ['mood'] }, '{ stamp mood }', []],
    ['{ me { id wage } }', {}, '{ me { id } }', ['me.wage Person.wage']],
    ['{ me { id key } }', { policies: ['identity'] }, '{ me { id } }', ['me.key Person.key']],
  ])('%s as %j', (text, holding, open, denied) => {
    expect(outcome(GRAPH, text, holding)).toEqual({ open, denied });
  });
});

test.each([
  [['a'], false],
  [['b'], false],
  [['a', 'b'], true],
  [['c'], true],
  [['b', 'c'], true],
  [[], false],
])('scopes [[a, b], [c]] are (a and b) or c: %j', (scopes, isOpen) => {
  expect(outcome(GRAPH, '{ scoped }', { scopes })).toEqual(
    isOpen ? { open: '{ scoped }', denied: [] } : { open: null, denied: ['scoped Query.scoped'] },
  );
});

describe('what is left null is named by response keys, once, in the order of the document', () => {
  test.each([
    ['{ a: me { b: name id } }', '{ a: me { id } }', ['a.b Person.name']],
    ['{ me { name } }', null, ['me Query.me']],
    ['{ me { name } me { id } }', '{ me { id } }', ['me.name Person.name']],
    [
      '{ me { id ...F } ...G } fragment F on Person { name } fragment G on Query { me { name } }',
      '{ me { id } }',
      ['me.name Person.name'],
    ],
    ['{ me { friend { friend { name } } } }', null, ['me Query.me']],
    ['{ me { id friend { friend { name } } } }', '{ me { id } }', ['me.friend Person.friend']],
    ['{ me { income id name } }', '{ me { id } }', ['me.income Person.income', 'me.name Person.name']],
    ['{ me { name __typename } }', '{ me { __typename } }', ['me.name Person.name']],
    ['{ secret __typename }', '{ __typename }', ['secret Query.secret']],
    [
      '{ me { ... { name } ... on Person { name id } } }',
      '{ me { ... on Person { id } } }',
      ['me.name Person.name'],
    ],
  ])('%s', (text, open, denied) => {
    expect(outcome(GRAPH, text)).toEqual({ open, denied });
  });
});

test('only the chosen operation is left, with the fragments and variables that it still uses', () => {
  const text = `
    query One($a: String, $b: Int, $c: String) { me { id pal: friend(of: $a) { id } ...Kept ...Gone } many(first: $b) { id } }
    query Two { secret }
    fragment Kept on Person { wage ...Deep }
    fragment Deep on Person { again: id friend(of: $c) { id } }
    fragment Gone on Person { name }
    fragment Unused on Person { id }`;
  expect(outcome(GRAPH, text, { operationName: 'One' })).toEqual({
    open:
      'query One($a: String, $b: Int, $c: String) { me { id pal: friend(of: $a) { id } ...Kept } many(first: $b) { id } } ' +
      'fragment Kept on Person { ...Deep } fragment Deep on Person { again: id friend(of: $c) { id } }',
    denied: ['me.wage Person.wage', 'me.name Person.name'],
  });
  expect(outcome(GRAPH, text, { operationName: 'One', variables: { c: 'x', a: 'y' } })).toEqual({
    open:
      'query One($b: Int) { me { id ...Kept } many(first: $b) { id } } ' +
      'fragment Kept on Person { ...Deep } fragment Deep on Person { again: id }',
    denied: ['me.pal Person.friend', 'me.wage Person.wage', 'me.friend Person.friend', 'me.name Person.name'],
  });
});

test('an operation that is not there is refused, not guessed', () => {
  const text = 'query One { me { id } } query Two { secret }';
  for (const asking of [{}, { operationName: 'Three' }, { operationName: '__proto__' }])
    expect(() => outcome(GRAPH, text, asking)).toThrow(
      expect.objectContaining({ code: 'OPERATION_RESOLUTION_FAILURE' }),
    );
});

describe('a selection excluded by its own condition is neither fetched nor reported', () => {
  test.each([
    ['{ me { id name @skip(if: true) } }', {}, '{ me { id } }', []],
    ['{ me { id name @include(if: false) } }', {}, '{ me { id } }', []],
    ['query ($x: Boolean!) { me { id name @include(if: $x) } }', { x: false }, '{ me { id } }', []],
    [
      'query ($x: Boolean!) { me { id name @include(if: $x) } }',
      { x: true },
      '{ me { id } }',
      ['me.name Person.name'],
    ],
    ['query ($x: Boolean = true) { me { id name @skip(if: $x) } }', {}, '{ me { id } }', []],
    [
      'query ($x: Boolean = true) { me { id @skip(if: $x) wage } }',
      { x: false },
      '{ me { id } }',
      ['me.wage Person.wage'],
    ],
    ['{ me { id ...F @skip(if: true) } } fragment F on Person { name }', {}, '{ me { id } }', []],
    ['{ me { id ... @include(if: false) { name } } }', {}, '{ me { id } }', []],
    ['{ me { id name @skip(if: false) @include(if: false) } }', {}, '{ me { id } }', []],
    ['{ me { name @skip(if: true) } }', {}, '{ me { __typename @include(if: false) } }', []],
    ['{ me { name @skip(if: true) wage } }', {}, null, ['me Query.me']],
    ['{ secret @skip(if: true) }', {}, '{ __typename @include(if: false) }', []],
    // A condition that is no Boolean is for the executor to refuse; until then it excludes nothing.
    [
      'query ($x: Boolean!) { me { id name @skip(if: $x) } }',
      { x: 'yes' },
      '{ me { id } }',
      ['me.name Person.name'],
    ],
    [
      'query ($x: Boolean!) { me { id @skip(if: $x) } }',
      {},
      'query ($x: Boolean!) { me { id @skip(if: $x) } }',
      [],
    ],
  ])('%s with %j', (text, variables, open, denied) => {
    expect(outcome(GRAPH, text, { variables })).toEqual({ open, denied });
  });
});

describe('an argument with a class asks for that class where it is given, in a literal or in a variable', () => {
  const many = (given: string): string =>
    `query ($v: String, $w: Where, $x: Where! = {}, $ws: [Where!], $d: String = "x", $s: Sort) { many(${given}) { id } }`;
  test.each([
    ['number: "1"', {}, 'register'],
    ['number: $v', { v: '1' }, 'register'],
    ['number: $v', { v: null }, 'register'],
    ['number: $v', {}, null],
    ['number: $v', { v: undefined }, null],
    ['number: $d', {}, 'register'],
    ['number: null', {}, 'register'],
    ['first: 3', {}, null],
    ['where: { state: "05" }', {}, null],
    ['where: { name: "x" }', {}, 'identity'],
    ['where: { name: $v }', {}, null],
    ['where: { name: $v }', { v: 'x' }, 'identity'],
    ['where: { and: [{ and: [{ name: "x" }] }] }', {}, 'identity'],
    ['where: { and: { name: "x" } }', {}, 'identity'],
    ['where: { and: $ws }', { ws: [{ state: '05' }, { name: 'x' }] }, 'identity'],
    ['where: { and: [{ and: [$x] }] }', { x: { born: { year: 1990 } } }, 'identity.masked'],
    ['where: $w', { w: { state: '05' } }, null],
    ['where: $w', { w: { name: undefined } }, null],
    ['where: $w', { w: { and: [{ name: 'x' }] } }, 'identity'],
    ['where: $w', { w: { and: { name: 'x' } } }, 'identity'],
    ['sort: NUMBER', {}, null],
    ['sort: INCOME', {}, 'income'],
    ['sort: $s', { s: 'INCOME' }, 'income'],
    ['sort: $s', { s: 'NUMBER' }, null],
  ])('many(%s) with %j asks for %s', (given, variables, dataClass) => {
    const without = outcome(GRAPH, many(given), { variables });
    if (dataClass === null) return expect(without.denied).toEqual([]);
    expect(without).toEqual({ open: null, denied: ['many Query.many'] });
    return expect(outcome(GRAPH, many(given), { variables, policies: [dataClass] }).denied).toEqual([]);
  });
});

describe('closed until marked', () => {
  const MARKED = `
    type Query { bare: String, free: String @tag(name: "public"), known: String @authenticated, thing: Thing, hidden: Other, odd: Odd, mixed: Mixed }
    type Thing @authenticated { bare: String }
    type Other { bare: String, free: String @tag(name: "public") }
    scalar Odd @authenticated
    union Mixed = Thing | Other`;
  test.each([
    ['{ bare free known }', { authenticated: true }, '{ free known }', ['bare Query.bare']],
    ['{ free known }', {}, '{ free }', ['known Query.known']],
    ['{ thing { bare } odd }', { authenticated: true }, '{ thing { bare } odd }', []],
    ['{ hidden { free } }', { authenticated: true }, null, ['hidden Query.hidden']],
    ['{ mixed { __typename } }', { authenticated: true }, null, ['mixed Query.mixed']],
    ['{ __typename }', {}, '{ __typename }', []],
  ])('%s as %j', (text, holding, open, denied) => {
    expect(outcome(MARKED, text, { ...holding, unmarked: 'closed' })).toEqual({ open, denied });
  });
});

test('a mutation and its payload are filtered alike, and a root type is judged as any other', () => {
  const types = `
    type Query { a: Int }
    type Mutation @authenticated { give(what: String): Gift, take: Int @policy(policies: [["take"]]) }
    type Gift { to: String @policy(policies: [["identity"]]), ok: Boolean }`;
  const text = 'mutation { give(what: "x") { to ok } take }';
  expect(outcome(types, text)).toEqual({ open: null, denied: ['give Mutation.give', 'take Mutation.take'] });
  expect(outcome(types, text, { authenticated: true })).toEqual({
    open: 'mutation { give(what: "x") { ok } }',
    denied: ['give.to Gift.to', 'take Mutation.take'],
  });
});

test('introspection is let through whole: who may read the schema is decided where it is served', () => {
  const text =
    '{ __schema { types { ...T } } __type(name: "Person") { fields(includeDeprecated: true) { name } } } fragment T on __Type { name }';
  expect(outcome(GRAPH, text, { unmarked: 'closed' })).toEqual({ open: text, denied: [] });
});
