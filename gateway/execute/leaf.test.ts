import { buildSchema, type GraphQLLeafType } from 'graphql';
import { expect, test } from 'vitest';
import { leafCheck } from './leaf.ts';

const SCHEMA = buildSchema(
  'type Query { s: String i: Int f: Float b: Boolean d: ID c: Colour j: Json } enum Colour { RED } scalar Json',
);

test.each([
  ['String', ['', 'x'], [1, true, {}, ['x']]],
  ['Int', [0, -1, 2 ** 31 - 1, -(2 ** 31)], [0.5, 2 ** 31, '1', true, {}]],
  ['Float', [0, 0.5, -1e300], [Number.POSITIVE_INFINITY, '1', true, []]],
  ['Boolean', [true, false], [0, 'true', {}]],
  ['ID', ['x', 1], [0.5, true, {}]],
  ['Colour', ['RED'], ['BLUE', 'constructor', 0, {}]],
  ['Json', [1, 'x', { a: [1] }], []],
])('a %s can be what GraphQL says, and nothing else', (name, good, bad) => {
  const fits = leafCheck(SCHEMA.getType(name) as GraphQLLeafType);
  for (const value of good) expect(fits(value), JSON.stringify(value)).toBe(true);
  for (const value of bad) expect(fits(value), JSON.stringify(value)).toBe(false);
});
