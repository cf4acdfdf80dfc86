import { compose } from '@seisi/schema/composition';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { makePlanner } from './planner.ts';
import { loadSupergraph } from './supergraph.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@interfaceObject"])';
const TYPES = ['A', 'B', 'C'];
const KEYED = TYPES.map((name) => `type ${name} implements Media @key(fields: "id") { id: ID! }`);

/** Three rooms know an interface's types; a fourth knows it as one object, and leads from one to the next. */
const SUPERGRAPH = compose([
  {
    name: 'keyed',
    sdl: `${LINK} type Query { all: [Media!] } interface Media @key(fields: "id") { id: ID! } ${KEYED.join(' ')}`,
  },
  ...['one', 'two'].map((name) => ({
    name,
    sdl: `${LINK} type Query { ${name}: Media } interface Media { id: ID! } ${KEYED.join(' ')}`,
  })),
  {
    name: 'object',
    sdl: `${LINK} type Media @key(fields: "id") @interfaceObject { id: ID! similar: [Media!] }`,
  },
]).supergraph;

test('an operation with too many ways to be fetched is refused in time, and not planned until memory ends', () => {
  const plan = makePlanner(loadSupergraph(SUPERGRAPH, { unmarked: 'open' }));
  const deep = (levels: number): string => (levels === 0 ? 'id' : `similar { ${deep(levels - 1)} }`);
  expect(plan(parse(`{ all { ${deep(1)} } }`)).node?.kind).toBe('Sequence');
  const begun = performance.now();
  expect(() => plan(parse(`{ all { ${deep(6)} } }`))).toThrow('too many ways');
  expect(performance.now() - begun).toBeLessThan(5_000);
});

const HOUSES = compose([
  {
    name: 'houses',
    sdl: `${LINK} type Query { house: House } interface House { people: [Person] }
      type Villa implements House { people: [Person] } type Hut implements House { people: [Person] }
      type Person @key(fields: "id") { id: ID! notes: String }`,
  },
  {
    name: 'people',
    sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])
      type Person @key(fields: "id") { id: ID! notes: String @external derived: String @requires(fields: "notes") amount: Int }`,
  },
]).supergraph;

test('what is asked of all objects of a place does not wait for what is fetched for those of one type only', () => {
  const plan = makePlanner(loadSupergraph(HOUSES, { unmarked: 'open' }));
  const { node } = plan(parse('{ house { ... on Villa { people { derived } } people { amount } } }'));
  const nodes = node?.kind === 'Sequence' ? node.nodes : [];
  const last = nodes[1]?.kind === 'Parallel' ? nodes[1].nodes : [];
  const paths = last.map((next) => (next.kind === 'Flatten' ? next.path.join('.') : next.kind));
  expect(paths.toSorted()).toEqual(['.house.people.@', '.house|[Villa].people.@']);
});
