import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { askedOf } from './asked.ts';
import { refuseTooLarge } from './operation-size.ts';

function sizeOf(text: string, limits = { depth: 10, selections: 100 }) {
  const { operation, fragments } = askedOf(parse(text), null, {});
  return refuseTooLarge(operation, fragments, limits);
}

test.each([
  ['{ a }', 1, 1],
  ['{ a { b } c }', 2, 3],
  ['{ c a { b { d } } }', 3, 4],
  ['{ a { b { d } } c }', 3, 4],
  ['{ ... on T { a { b } } c }', 2, 3],
  ['{ a { ...F } b { c { ...F } } } fragment F on T { x { y } z }', 4, 9],
  ['{ a { ...Nowhere } }', 1, 1],
])('%s is %i deep and asks %i times', (text, depth, selections) => {
  expect(sizeOf(text)).toEqual({ depth, selections });
});

test('what is too large is told with both numbers', () => {
  const limits = { depth: 1, selections: 2 };

  expect(() => sizeOf('{ a { b } }', limits)).toThrow(
    'The operation is 2 levels deep; the limit is 1. Split it.',
  );
  expect(() => sizeOf('{ a b c }', limits)).toThrow(
    'The operation is 3 selections; the limit is 2. Split it.',
  );
});

test('a fragment is measured once, however often it is spread', () => {
  const levels = Array.from(
    { length: 60 },
    (_, at) => `fragment F${at} on T { a: x { ...F${at + 1} } b: x { ...F${at + 1} } }`,
  );
  const text = `{ ...F0 } ${levels.join(' ')} fragment F60 on T { x }`;

  expect(() => sizeOf(text, { depth: 1_000, selections: 1_000 })).toThrow('selections; the limit is 1000');
});
