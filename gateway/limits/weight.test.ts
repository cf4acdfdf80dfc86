import { compose } from '@seisi/schema/composition';
import { readPrices } from '@seisi/schema/cost/read';
import fc from 'fast-check';
import {
  buildSchema,
  type GraphQLObjectType,
  getOperationAST,
  getVariableValues,
  Kind,
  parse,
  validate,
} from 'graphql';
import { expect, test } from 'vitest';
import { dearest, type KnownPrices } from './naive.testing.ts';
import { weigh } from './weigh.ts';
import { actual, estimate } from './weight.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@cost", "@listSize"])';
const TYPES = (marks: (text: string) => string) => `
  type Query { node: Node any: Any item: Item items: [Item!] ${marks('@listSize(assumedSize: 3)')}
    page(first: Int = 4): Page ${marks('@listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)')} }
  type Mutation { step(how: How): Item dear: Item ${marks('@cost(weight: 40)')} }
  interface Node { name: String peer: Node }
  type Item implements Node { name: String peer: Node items: [Item] ${marks('@listSize(assumedSize: 2)')} any: Any }
  type Other implements Node ${marks('@cost(weight: 5)')} { name: String ${marks('@cost(weight: 7)')} peer: Node page(first: Int = 4): Page ${marks('@listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)')} }
  union Any = Item | Other
  type Page { edges: [Edge!]! count: Int }
  type Edge { node: Item }
  input How { deep: How times: Int ${marks('@cost(weight: 3)')} }`;

const schema = buildSchema(TYPES(() => ''));
const prices = readPrices(compose([{ name: 'one', sdl: `${LINK} ${TYPES((text) => text)}` }]).supergraph);
const graph = { schema, prices };

function read(query: string, given: Record<string, unknown> = {}) {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (operation === null || operation === undefined || validate(schema, document).length > 0) return null;
  const { coerced: variables = {} } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
  const fragments = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const root = schema.getRootType(operation.operation) as GraphQLObjectType;
  const client = { schema, fragments, variables };
  return {
    client,
    root,
    set: operation.selectionSet,
    weighed: weigh(graph, client, root, operation.selectionSet),
  };
}

function costOf(query: string, given: Record<string, unknown> = {}): number {
  const asked = read(query, given);
  if (asked === null) throw new Error(`Not valid: ${query}`);
  return estimate(asked.weighed, asked.client.variables);
}

test('an object costs 1, a leaf nothing, a list its bound, and what is asked twice under one key is paid once', () => {
  expect(costOf('{ item { name } }')).toBe(1);
  expect(costOf('{ items { name } }')).toBe(3);
  expect(costOf('{ items { items { name } } }')).toBe(3 * (1 + 2));
  expect(costOf('{ item { name } item { items { name } } }')).toBe(1 + 2);
});

test('a page is as long as its variable says; a default counts, and null counts the default', () => {
  const page = (count: number) => 1 + count * 2;
  const query = 'query ($n: Int) { page(first: $n) { edges { node { name } } } }';
  expect(costOf(query, { n: 50 })).toBe(page(50));
  expect(costOf(query)).toBe(page(4));
  expect(costOf(query, { n: null })).toBe(page(4));
  expect(costOf('query ($n: Int = 9) { page(first: $n) { edges { node { name } } } }')).toBe(page(9));
  expect(costOf('{ page(first: null) { edges { node { name } } } }')).toBe(page(4));
  expect(costOf('{ page(first: 0) { edges { node { name } } } }')).toBe(1);
  expect(costOf('{ page(first: -1) { edges { node { name } } } }')).toBeGreaterThan(page(50));
});

test('of possible types the dearest counts, by @cost at the field before that at the type', () => {
  // `Other` costs 5, its name 7; but what stands in a field of an interface costs as the interface does.
  expect(costOf('{ any { ... on Item { name } } }')).toBe(1);
  expect(costOf('{ any { ... on Node { name } } }')).toBe(1 + 7);
  expect(costOf('{ node { peer { name } } }')).toBe(1 + 1 + 7);
});

test('a step costs 10 besides its payload, unless it says otherwise, and input fields add what they say', () => {
  expect(costOf('mutation { step { name } }')).toBe(11);
  expect(costOf('mutation { dear { name } }')).toBe(41);
  expect(
    costOf('mutation ($how: How) { step(how: $how) { name } }', { how: { times: 1, deep: { times: 2 } } }),
  ).toBe(11 + 3 + 3);
});

test('no cost overflows: lists in lists of lists, as deep as you like, cost a finite number', () => {
  const deep = `${'items { '.repeat(400)}name${' }'.repeat(400)}`;
  expect(Number.isSafeInteger(costOf(`{ ${deep} }`))).toBe(true);
  expect(costOf('{ page(first: 2147483647) { edges { node { name } } } }')).toBe(1 + 2 * 2_147_483_647);
});

test('types nested in abstract types at each of twenty levels are weighed once each, or refused', () => {
  const level = (inner: string) => `peer { ... on Item { ${inner} } ... on Other { ${inner} } }`;
  let query = 'name';
  for (let depth = 0; depth < 8; depth += 1) query = level(query);
  expect(costOf(`{ node { ${query} } }`)).toBeGreaterThan(8);
  const sides = Array.from({ length: 20 }, (_, at) => {
    const path = (inner: string) => `${'peer { '.repeat(at)}... on Item { ${inner} }${' }'.repeat(at)}`;
    return path(`peer { ${'peer { '.repeat(20 - at)}k${at}: name${' }'.repeat(20 - at)} }`);
  });
  expect(() => costOf(`{ node { ${sides.join(' ')} } }`)).toThrow('different things of its possible types');
});

test('an answer costs what stands in it, and null costs nothing whatever the reason', () => {
  const asked = read(
    '{ items { name items { name } } any { ... on Other { name } ... on Item { items { name } } } }',
  );
  if (asked === null) throw new Error('Not valid.');
  const cost = (data: unknown) => actual(asked.weighed, asked.client.variables, data);
  expect(cost(null)).toBe(0);
  expect(cost({ items: null, any: null })).toBe(0);
  expect(
    cost({
      items: [
        { name: 'a', items: [{ name: 'b' }, null] },
        { name: null, items: null },
      ],
      any: null,
    }),
  ).toBe(3);
  expect(cost({ items: [], any: { name: 'other' } })).toBe(1 + 7);
  expect(cost({ items: [], any: { items: [{ name: 'x' }] } })).toBe(2);
});

const KNOWN: KnownPrices = {
  'Query.items': { list: () => 3 },
  'Item.items': { list: () => 2 },
  'Other.name': { cost: 7 },
};

/** Random text that is mostly valid: fields of every type with aliases, conditions, fragments and a page without a slice. */
const selection: fc.Arbitrary<string> = fc.letrec<{ set: string; one: string }>((tie) => ({
  set: fc.array(tie('one'), { minLength: 1, maxLength: 4 }).map((all) => `{ __typename ${all.join(' ')} }`),
  one: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'name',
      'b: name',
      '__typename',
      '...F',
      'name @skip(if: $c)',
      'n: name @include(if: $c)',
    ),
    fc
      .tuple(
        fc.constantFrom(
          'peer',
          'any',
          'items',
          'item',
          'node',
          'p: peer',
          'peer @include(if: $c)',
          '... on Item',
          '... on Other',
          '... on Node',
          '...',
        ),
        tie('set'),
      )
      .map(([head, set]) => `${head} ${set}`),
  ),
})).set;

test('the estimate is that of a naive one which builds the dearest answer, on random operations', () => {
  let compared = 0;
  fc.assert(
    fc.property(selection, fc.boolean(), fc.constantFrom('item', 'items', 'node', 'any'), (set, c, field) => {
      const query = `query ($c: Boolean!) { ${field} ${set} on: item { ...F name @skip(if: $c) } } fragment F on Node { x: name peer { ... on Other { name } } }`;
      const asked = read(query, { c });
      fc.pre(asked !== null);
      if (asked === null) return;
      const { client, root } = asked;
      const variables = { ...client.variables };
      const naive = dearest({ schema, prices: KNOWN, fragments: client.fragments, variables }, root, [
        asked.set,
      ]);
      compared += 1;
      expect(estimate(asked.weighed, client.variables)).toBe(naive);
    }),
    { numRuns: 300, maxSkipsPerRun: 1000 },
  );
  expect(compared).toBeGreaterThanOrEqual(300);
});
