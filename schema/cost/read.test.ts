import { expect, test } from 'vitest';
import { compose } from '../composition.ts';
import { readPrices } from './read.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@cost", "@listSize"])';

test('what rooms say of cost is read from the supergraph, at fields, arguments, types and input fields', () => {
  const { supergraph } = compose([
    {
      name: 'one',
      sdl: `${LINK}
        type Query {
          items(first: Int @cost(weight: 2), by: By): Page @listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)
          plain: [String] @listSize(assumedSize: 7)
        }
        type Page { edges: [Item] }
        type Item @cost(weight: 5) { name: String @cost(weight: 3) }
        input By { name: String @cost(weight: 4) }`,
    },
  ]);
  const { weights, sizes } = readPrices(supergraph);
  expect(Object.fromEntries(weights)).toEqual({
    'Query.items(first:)': 2,
    Item: 5,
    'Item.name': 3,
    'By.name': 4,
  });
  expect(Object.fromEntries(sizes)).toEqual({
    'Query.items': { assumedSize: null, slicingArguments: ['first'], sizedFields: ['edges'] },
    'Query.plain': { assumedSize: 7, slicingArguments: [], sizedFields: [] },
  });
});

test('the directives are found under the names that the link gives them, and not by their plain name alone', () => {
  const sdl = (link: string) => `schema ${link} { query: Query }
    type Query { a: [Int] @price(weight: 2) @cost(weight: 9) @money__listSize(assumedSize: 3) }`;
  const url = 'url: "https://specs.apollo.dev/cost/v0.1"';
  const renamed = readPrices(sdl(`@link(${url}, as: "money", import: [{ name: "@cost", as: "@price" }])`));
  expect(renamed.weights.get('Query.a')).toBe(2);
  expect(renamed.sizes.get('Query.a')?.assumedSize).toBe(3);
  expect(readPrices(sdl('')).weights.size).toBe(0);
});
