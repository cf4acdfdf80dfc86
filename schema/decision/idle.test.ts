import { expect, test } from 'vitest';
import { outcome } from './testing.ts';

const TYPES = `
type Query { address: Address, x: Int }
type Address { name: String @authenticated, id: ID @authenticated, city: String }`;

test('a field that is left null is not fetched because a second selection of it asks for nothing', () => {
  const text = '{ x address { name id } ... { address { city @include(if: false) } } }';
  expect(outcome(TYPES, text)).toEqual({ open: '{ x }', denied: ['address Query.address'] });
});

test('a field of which all is excluded is asked for, unless it is fetched or closed elsewhere', () => {
  expect(outcome(TYPES, '{ address { city @skip(if: true) } }')).toEqual({
    open: '{ address { __typename @include(if: false) } }',
    denied: [],
  });
  expect(outcome(TYPES, '{ address { city } address { city @skip(if: true) } }')).toEqual({
    open: '{ address { city } }',
    denied: [],
  });
});

const FACES = `
type Query { face: Face }
interface Face { kin: Thing }
interface Thing { open: Int }
interface Node { n: Int }
type A implements Face { kin: AThing }
type B implements Face & Node { kin: BThing, n: Int }
type C implements Node { n: Int }
type AThing implements Thing { open: Int }
type BThing implements Thing { open: Int, secret: Int @authenticated }`;

test('a field of which all is excluded on one type is asked for there, though on another it is closed', () => {
  const text = '{ face { kin { ... on AThing { open @skip(if: true) } ... on BThing { secret } } } }';

  expect(outcome(FACES, text)).toEqual({
    open: '{ face { ... on A { ... on Face { kin { __typename @include(if: false) } } } } }',
    denied: ['face.kin B.kin'],
  });
});

test.each([
  '{ face { ... on Node { ... on C { n } } } }',
  '{ face { ...N } } fragment N on Node { ...F } fragment F on C { n }',
])('a fragment on what an object can never be asks for nothing, and closes nothing: %s', (text) => {
  expect(outcome(FACES, text)).toEqual({ open: '{ face { __typename @include(if: false) } }', denied: [] });
});
