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
