import { compose } from '@seisi/schema/composition';
import { readPrices } from '@seisi/schema/cost/read';
import type { Decision } from '@seisi/schema/decision/decide';
import fc from 'fast-check';
import { buildSchema, getOperationAST, getVariableValues, parse } from 'graphql';
import { expect, test } from 'vitest';
import type { GraphRequest } from '../request.ts';
import { cost } from './cost.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@cost", "@listSize"])';
const TYPES = (marks: (text: string) => string) => `
  type Query { item(id: ID! ${marks('@cost(weight: 5)')}, near: ID): Item
    items(first: Int!, ids: [ID!]): [Item!] ${marks('@listSize(slicingArguments: ["first"])')} }
  type Item { name: String }`;
const schema = buildSchema(TYPES(() => ''));
const prices = readPrices(compose([{ name: 'one', sdl: `${LINK} ${TYPES((text) => text)}` }]).supergraph);
const PHASE = cost({ schema, prices }, 1_000);

const QUERIES = [
  'query ($id: ID!) { item(id: $id) { name } }',
  'query ($id: ID!, $near: ID) { item(id: $id, near: $near) { name } }',
  'query ($n: Int!) { items(first: $n) { name } }',
  'query ($id: ID!, $n: Int!) { item(id: $id) { name } items(first: $n, ids: [$id]) { name } }',
].map((text) => {
  const filtered = parse(text);
  const operation = getOperationAST(filtered)!;
  return { operation, decision: { filtered } as unknown as Decision };
});

function priceOf({ operation, decision }: (typeof QUERIES)[number], given: object): number {
  const { coerced: variables = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], {
    ...given,
  });
  const request = { operation, decision, variables } as unknown as GraphRequest;
  void PHASE.run(request);
  return request.cost!.requested;
}

test('what was decided alike is priced as if it was asked for the first time, whatever was asked under it before', () => {
  const variables = fc.record({
    id: fc.string(),
    near: fc.option(fc.string(), { nil: null }),
    n: fc.integer({ min: 0, max: 500 }),
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(QUERIES.length - 1), variables)), (asked) => {
      for (const [at, given] of asked) {
        const query = QUERIES[at]!;
        const anew = { ...query, decision: { ...query.decision } };
        expect(priceOf(query, given)).toBe(priceOf(anew, given));
      }
    }),
  );
});

test('a length is priced by its variable', () => {
  const sized = QUERIES[3]!;
  expect(priceOf(sized, { id: 'a', n: 1 })).toBe(7);
  expect(priceOf(sized, { id: 'a', n: 100 })).toBe(106);
  expect(() => priceOf(sized, { id: 'a', n: 2_000 })).toThrow('The operation can cost 2006 points');
});
