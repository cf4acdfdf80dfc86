import fc from 'fast-check';
import { buildSchema, execute, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { operationOf } from './operation.testing.ts';
import { programsOf } from './program.ts';
import { worldOf } from './world.testing.ts';

type Executed = {
  readonly data?: unknown;
  readonly errors?: readonly { readonly path?: readonly (string | number)[] | undefined }[];
};

/** Where errors made the answer null: of several below one place that became null, GraphQL lets any be told. */
function nullsByErrors({ data, errors = [] }: Executed): string[] {
  const places = errors.map(({ path = [] }) => {
    let here: unknown = data;
    for (const [index, step] of path.entries()) {
      if (here == null) return path.slice(0, index).join('.');
      here = (here as Record<string | number, unknown>)[step];
    }
    return path.join('.');
  });
  return [...new Set(places)].sort();
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

describe('a compiled program', () => {
  test('answers random operations as graphql-js does: data, their order, and where errors made them null', async () => {
    const worlds = Array.from({ length: 20 }, (_, seed) => ({
      oracle: worldOf(seed, 'LATER'),
      run: programsOf(worldOf(seed, 'AT_ONCE_OR_LATER')),
    }));
    let failures = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 19 }), fc.nat(), fc.nat({ max: 3 }), async (world, seed, context) => {
        const { oracle, run } = worlds[world]!;
        const document = parse(operationOf(oracle, seed));
        const variableValues = seed % 2 === 0 ? { by: 4 } : {};
        const expected = await execute({ schema: oracle, document, variableValues, contextValue: context });
        const actual = await run(document, variableValues, context, null);
        failures += actual.errors.length;
        expect(JSON.stringify(actual.data)).toBe(JSON.stringify(plain(expected.data)));
        expect(nullsByErrors(actual)).toEqual(nullsByErrors(expected));
      }),
      { numRuns: 500 },
    );
    expect(failures).toBeGreaterThan(500);
  });

  test.each([
    ['a condition', 'query ($no: Boolean = false) { count @include(if: $no) }'],
    ['introspection', '{ __schema { queryType { name } } }'],
    ['a mutation', 'mutation { grow }'],
  ])('leaves %s to graphql-js', async (_what, text) => {
    const schema = buildSchema('type Query { count: Int } type Mutation { grow: Int }');
    const found = await programsOf(schema)(parse(text), {}, null, () =>
      Promise.reject(new Error('not foreseen')),
    );

    expect(plain(found)).toEqual(
      plain({ errors: [], ...(await execute({ schema, document: parse(text) })) }),
    );
  });

  test('refuses variables that do not fit, and resolves nothing', async () => {
    const schema = buildSchema('type Query { count(of: Int!): Int }');
    const run = programsOf(schema);
    const { data, errors } = await run(
      parse('query ($of: Int!) { count(of: $of) }'),
      { of: 'x' },
      null,
      null,
    );

    expect({ data, messages: errors.map(({ message }) => message) }).toEqual({
      data: null,
      messages: [expect.stringContaining('$of')],
    });
  });
});
