import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { expect, test } from 'vitest';
import { compose } from '../composition.ts';
import { supergraph } from '../sdl.ts';
import { apiSchemaOf } from './api-schema.ts';

const sorted = (schema: GraphQLSchema) => printSchema(lexicographicSortSchema(schema));

test('what clients see of the registry is what composition says they see', () => {
  const composed = readFileSync(join(import.meta.dirname, '../api.generated.graphql'), 'utf8');
  expect(sorted(apiSchemaOf(supergraph()))).toBe(sorted(buildSchema(composed)));
});

const HIDING = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@inaccessible", "@tag", "@key"])
type Query {
  open(shown: Int, hidden: Int @inaccessible, filter: Filter): Open
  hidden: Hidden @inaccessible
  any: Any
  face: Face
}
type Open implements Face & HiddenFace @key(fields: "id") { id: ID! shown: Word @deprecated(reason: "Old.") hidden: Word @inaccessible code: Code }
type Hidden implements Face @inaccessible { id: ID! }
interface Face { id: ID! }
interface HiddenFace @inaccessible { id: ID! }
union Any = Open | Hidden
union HiddenAny @inaccessible = Open
enum Word { SHOWN HIDDEN @inaccessible }
enum HiddenWord @inaccessible { A }
input Filter { shown: Int = 1 hidden: HiddenInput @inaccessible }
input HiddenInput @inaccessible { a: Int }
scalar Code @specifiedBy(url: "https://example.org/code")
scalar HiddenCode @inaccessible
`;

test('a hidden element of any kind is not seen, nor what composition added', () => {
  const { supergraph: sdl, api } = compose([{ name: 'room', sdl: HIDING }]);
  const seen = sorted(apiSchemaOf(sdl));
  expect(seen).toBe(sorted(buildSchema(api)));
  expect(seen).not.toMatch(/hidden|join__|link__|@tag/i);
});
