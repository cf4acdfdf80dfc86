import { describe, expect, test } from 'vitest';
import { outcome } from './testing.ts';

/** `Party` as Apollo's composer leaves it: the rules of all implementors stand on the interface too. */
const COMPOSED = `
type Query { party: Party, thing: Thing, node: Node, a: A, b: B }
interface Node { id: ID! }
interface Party implements Node @policy(policies: [["sealed"]]) {
  id: ID!
  name: String @policy(policies: [["a-name"]])
  friend: Party
  label: String
  kin(of: String): [Party!]
}
type A implements Party & Node { id: ID!, name: String @policy(policies: [["a-name"]]), friend: Party, label: String!, kin(of: String): [Party!] }
type B implements Party & Node { id: ID!, name: String, friend: B, label: String, kin(of: String): [Party!], only: Int }
type C implements Party & Node @policy(policies: [["sealed"]]) { id: ID!, name: String, friend: C, label: String!, kin(of: String): [Party!] }
type D @policy(policies: [["d"]]) { d: Int }
union Thing = B | C | D
`;
const SEES_C = ['sealed'];

describe('a field is decided for each possible object type by itself', () => {
  test.each([
    [
      '{ party { name } }',
      SEES_C,
      '{ party { ... on B { name } ... on C { name } } }',
      ['party.name A.name'],
    ],
    ['{ party { id } }', SEES_C, '{ party { id } }', []],
    ['{ party { id name } }', ['sealed', 'a-name'], '{ party { id name } }', []],
    [
      '{ party { id __typename } }',
      [],
      '{ party { ... on A { id __typename } ... on B { id __typename } } }',
      ['party.id C.id', 'party.__typename C.__typename'],
    ],
    ['{ party { ... on B { name only } } }', [], '{ party { ... on B { name only } } }', []],
    ['{ party { ... on A { name } } }', SEES_C, null, ['party Query.party']],
    ['{ party { id ... on A { name } } }', SEES_C, '{ party { id } }', ['party.name A.name']],
    ['{ party { ... on C { id } } }', [], null, ['party Query.party']],
    ['{ party { ... on C { id } ... on B { id } } }', [], '{ party { ... on B { id } } }', ['party.id C.id']],
    ['{ b { ... on Party { name } } }', [], '{ b { ... on Party { name } } }', []],
    ['{ a { ... on Party { name id } } }', [], '{ a { ... on Party { id } } }', ['a.name A.name']],
    [
      '{ node { ... on Party { name } id } }',
      SEES_C,
      '{ node { ... on Party { ... on B { name } ... on C { name } } id } }',
      ['node.name A.name'],
    ],
    ['{ node { ... { id } } }', [], '{ node { ... { ... on A { id } ... on B { id } } } }', ['node.id C.id']],
  ])('%s as %j', (text, policies, open, denied) => {
    expect(outcome(COMPOSED, text, { policies })).toEqual({ open, denied });
  });
});

describe('everything below an abstract field is confined to the open types', () => {
  test.each([
    [
      '{ thing { __typename } }',
      [],
      '{ thing { ... on B { __typename } } }',
      ['thing.__typename C.__typename', 'thing.__typename D.__typename'],
    ],
    ['{ thing { ... on D { d } } }', [], null, ['thing Query.thing']],
    [
      '{ thing { __typename ... on D { d } } }',
      ['d'],
      '{ thing { ... on B { __typename } ... on D { __typename } ... on D { d } } }',
      ['thing.__typename C.__typename'],
    ],
    [
      '{ thing { ... on Node { id } } }',
      [],
      '{ thing { ... on Node { ... on B { id } } } }',
      ['thing.id C.id'],
    ],
  ])('%s as %j', (text, policies, open, denied) => {
    expect(outcome(COMPOSED, text, { policies })).toEqual({ open, denied });
  });
});

test('a field whose possible types are all closed is denied itself', () => {
  const types = `
    type Query { x: Int, both: Both, one: One }
    union Both = P | Q
    interface One { id: ID }
    type P implements One @authenticated { id: ID }
    type Q @policy(policies: [["q"]]) { id: ID }`;
  expect(outcome(types, '{ x both { __typename } one { __typename } }')).toEqual({
    open: '{ x }',
    denied: ['both Query.both', 'one Query.one'],
  });
});

test('where types return a field under different types, what is left is still valid', () => {
  expect(outcome(COMPOSED, '{ party { label } }', { policies: [] })).toEqual({
    open: '{ party { ... on A { ... on Party { label } } ... on B { ... on Party { label } } } }',
    denied: ['party.label C.label'],
  });
});

test('a composite field that is open on several types is written once, however deep', () => {
  const { open, denied } = outcome(COMPOSED, '{ party { kin { kin { kin { id } } } } }');
  expect(open).toBe(
    '{ party { ... on A { ...Open_4 } ... on B { ...Open_4 } } } ' +
      'fragment Open_4 on Party { kin { ... on A { ...Open_3 } ... on B { ...Open_3 } } } ' +
      'fragment Open_3 on Party { kin { ... on A { ...Open_2 } ... on B { ...Open_2 } } } ' +
      'fragment Open_2 on Party { kin { ... on A { id } ... on B { id } } }',
  );
  expect(denied).toEqual([
    'party.kin C.kin',
    'party.kin.kin C.kin',
    'party.kin.kin.kin C.kin',
    'party.kin.kin.kin.id C.id',
  ]);
});

test('a name of ours never meets a name of the client', () => {
  const text =
    '{ party { kin { id } ...Open_2 } } fragment Open_2 on Party { id } fragment Open_3 on Party { id }';
  expect(outcome(COMPOSED, text).open).toBe(
    '{ party { ... on A { ...Open_4 } ... on B { ...Open_4 } ...Open_2 } } ' +
      'fragment Open_4 on Party { kin { ... on A { id } ... on B { id } } } ' +
      'fragment Open_2 on Party { ... on A { id } ... on B { id } }',
  );
});

test('one fragment spread on different types is written for each', () => {
  const text = '{ a { ...F } b { ...F } party { ...F } } fragment F on Party { id name }';
  expect(outcome(COMPOSED, text, { policies: SEES_C })).toEqual({
    open:
      '{ a { ...F } b { ...F_2 } party { ...F_3 } } ' +
      'fragment F on Party { id } fragment F_2 on Party { id name } ' +
      'fragment F_3 on Party { id ... on B { name } ... on C { name } }',
    denied: ['a.name A.name', 'party.name A.name'],
  });
});

test('a response key shared by several types is denied on those where it is closed', () => {
  const text = '{ party { ... on A { x: name } ... on B { x: name } ... on C { x: name } } }';
  expect(outcome(COMPOSED, text)).toEqual({
    open: '{ party { ... on B { x: name } } }',
    denied: ['party.x A.name', 'party.x C.name'],
  });
});

test('where nothing below a field is open on one type and something on another, each is told by its own coordinate', () => {
  const types = `
    type Query { face: Face }
    interface Face { kin: Face, name: String }
    type X implements Face { kin: X, name: String @authenticated }
    type Y implements Face { kin: Y, name: String }
    type Z implements Face { kin: Face, name: String @authenticated }`;
  expect(outcome(types, '{ face { kin { name } } }')).toEqual({
    open:
      '{ face { ... on Y { ...Open_2 } ... on Z { ...Open_2 } } } ' +
      'fragment Open_2 on Face { kin { ... on Y { name } } }',
    denied: ['face.kin X.kin', 'face.kin.name X.name', 'face.kin.name Z.name'],
  });
  expect(outcome(types, '{ face { ... on X { kin { name } } ... on Y { kin { name } } } }')).toEqual({
    open: '{ face { ... on Y { kin { name } } } }',
    denied: ['face.kin X.kin'],
  });
});

test('a type that is inaccessible is fetched nowhere and named nowhere', () => {
  const types = `
    type Query { face: Face }
    interface Face { id: ID }
    type Seen implements Face { id: ID }
    type Unseen implements Face @inaccessible { id: ID }`;
  expect(outcome(types, '{ face { id } }')).toEqual({ open: '{ face { ... on Seen { id } } }', denied: [] });
  const hidden = types.replace('interface Face', 'interface Face @inaccessible');
  expect(outcome(hidden, '{ face { id } }')).toEqual({ open: null, denied: ['face Query.face'] });
});

test('a rule of an implementor counts where it is an interface, a union, a fragment or the type itself that is asked', () => {
  const ways = [
    '{ party { ... on C { id } } }',
    '{ thing { ... on Party { id ... on C { id } } } }',
    '{ node { ... on Party { ... { ... on C { id } } } } }',
  ];
  for (const way of ways) expect(outcome(COMPOSED, way).open ?? '').not.toContain('on C');
});

test('a composite field that is open on one type alone is written where it stands', () => {
  const types = `
    type Query { face: Face }
    interface Face { kin: Thing }
    type A implements Face { kin: Thing }
    type B implements Face { kin: Thing @authenticated }
    type Thing { open: Int }`;

  expect(outcome(types, '{ face { kin { open } } }')).toEqual({
    open: '{ face { ... on A { kin { open } } } }',
    denied: ['face.kin B.kin'],
  });
});
