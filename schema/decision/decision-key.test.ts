import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { readAccess } from '../access/read.ts';
import { supergraphOf } from '../access/testing.ts';
import { decisionKey } from './decision-key.ts';

const ACCESS = readAccess(
  supergraphOf(`
  type Query { face: Face, list(where: Where, number: String @tag(name: "class:register"), first: Int): [Int] }
  interface Face { near(of: String): Int }
  type A implements Face { near(of: String @tag(name: "class:kinship")): Int }
  type B implements Face { near(of: String): Int }
  input Where { state: String @tag(name: "class:area"), page: Int, and: [Where!] }`),
  { unmarked: 'open' },
);
const TEXT = `
  query ($w: Where, $n: String, $f: Int, $of: String, $x: Boolean = true) {
    list(where: $w, number: $n, first: $f) @include(if: $x)
    face { near(of: $of) }
  }`;
const key = decisionKey(ACCESS, parse(TEXT), null);

test.each([
  [{ f: 1 }, { f: 2 }],
  [{ n: '1' }, { n: '2' }],
  [{}, { n: undefined }],
  [{}, { x: true }],
  [{ w: { page: 1 } }, {}],
  [{ w: { state: '05' } }, { w: { state: '06', page: 2 } }],
  [{ w: { state: '05' } }, { w: { and: [{ state: '05' }, { state: '06' }] } }],
])('%j and %j decide alike', (one, other) => {
  expect(key(one)).toBe(key(other));
});

test.each([
  [{}, { n: '1' }],
  [{}, { n: null }],
  [{}, { x: false }],
  [{}, { of: 'x' }],
  [{ w: {} }, { w: { state: '05' } }],
  [{ n: '1' }, { w: { state: '05' } }],
])('%j and %j do not', (one, other) => {
  expect(key(one)).not.toBe(key(other));
});

test('no value of a variable is in the key', () => {
  expect(key({ n: 'A-SECRET-NUMBER', w: { state: 'A-SECRET-STATE' } })).not.toContain('SECRET');
});

test('the key says the conditions, and of every place which classed inputs are given, in a fixed order', () => {
  const where = { state: '05', and: [{ state: '06' }] };

  expect(JSON.parse(key({ n: '1', w: where, of: 'x', x: 'odd' }))).toEqual([
    [''],
    [['Query.list(number:)', 'Where.state'], ['A.near(of:)'], []],
  ]);
  expect(JSON.parse(key({ w: where, n: '1' }))).toEqual(JSON.parse(key({ n: '1', w: where })));
  expect(JSON.parse(key({ x: false }))).toEqual([['false'], [[], [], []]]);
  expect(JSON.parse(key({}))).toEqual([['true'], [[], [], []]]);
});

test('a condition that is given nothing is none, and a literal one is in the document already', () => {
  const text =
    'query ($a: Boolean, $b: Boolean = "odd", $n: String) { list @skip(if: $a) @include(if: $b) other: list(number: "1") @skip(if: true) @odd(if: $n) }';
  const keyOf = decisionKey(ACCESS, parse(text), null);

  expect(JSON.parse(keyOf({}))).toEqual([['', ''], []]);
  expect(JSON.parse(keyOf({ a: true, b: false, n: true }))).toEqual([['true', 'false'], []]);
});

test('what the graph does not know adds nothing, but for an argument without a rule, which may decide', () => {
  const text = 'query ($n: Int) { nowhere(a: $n) face { near(odd: $n) of(a: $n) { x(a: $n) } } }';
  const keyOf = decisionKey(ACCESS, parse(text), null);

  expect(JSON.parse(keyOf({ n: 1 }))).toEqual([[], [['A.near(odd:)'], ['B.near(odd:)']]]);
  expect(JSON.parse(keyOf({}))).toEqual([[], [[], []]]);
});
