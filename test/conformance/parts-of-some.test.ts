import { makePlanner } from '@seisi/gateway/plan/planner';
import { loadSupergraph } from '@seisi/gateway/plan/supergraph';
import { compose } from '@seisi/schema/composition';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import type { Plan } from './late-parts.ts';
import { neededOfSome } from './parts-of-some.ts';

type PlanNode = Exclude<NonNullable<Plan['node']>, { kind: 'Subscription' }>;

const fetch = {
  kind: 'Fetch',
  serviceName: 'any',
  operationName: undefined,
  operationKind: 'query' as never,
} as const;

/** The first fetch, with what it asks of the people of a house. */
const bringing = (ofHouse: string): PlanNode => ({
  ...fetch,
  operation: `{ house { __typename ${ofHouse} } }`,
});

/** A fetch for the people of the house: by their `id` and what else it needs. */
const fetchFor = (needs: readonly string[], selection: string): PlanNode => ({
  kind: 'Flatten',
  path: ['house', 'people', '@'],
  node: {
    ...fetch,
    operation: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { ${selection} } } }`,
    requires: [
      {
        kind: 'InlineFragment',
        typeCondition: 'Person',
        selections: ['__typename', 'id', ...needs].map((name) => ({ kind: 'Field' as const, name })),
      },
    ],
  },
});

const ofSome = (...nodes: PlanNode[]) =>
  neededOfSome({ kind: 'QueryPlan', node: { kind: 'Sequence', nodes } });

const NEEDING = fetchFor(['notes'], 'derived amount');
const MIXED = bringing('... on Villa { people { id notes } } people { id }');
const BOTH = [
  ['house', 'people', '@', 'derived'],
  ['house', 'people', '@', 'amount'],
];

test('a fetch for all objects of a place needs of some what was asked for others only', () => {
  expect(ofSome(MIXED, NEEDING)).toEqual(BOTH);
  expect(
    ofSome(bringing('... on Villa { people { id notes } } ... on Hut { people { id } }'), NEEDING),
  ).toEqual(BOTH);
});

test('it does not where all come with it, whatever their own type', () => {
  expect(ofSome(bringing('people { id notes }'), NEEDING)).toEqual([]);
  expect(ofSome(bringing('people { id notes } ... on Villa { people { id } }'), NEEDING)).toEqual([]);
  expect(ofSome(bringing('people { id ... on Person { notes } }'), NEEDING)).toEqual([]);
});

test('nor where it needs only the key, or a fetch before it brings the rest', () => {
  expect(ofSome(MIXED, fetchFor([], 'amount'))).toEqual([]);
  expect(ofSome(MIXED, fetchFor([], 'notes'), NEEDING)).toEqual([]);
});

test('nor where nobody comes with it: then the plan is wrong in another way', () => {
  expect(ofSome(bringing('people { id } ... on Villa { people { id } }'), NEEDING)).toEqual([]);
});

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])';
const HOUSES = `${LINK}
  type Query { house: House }
  interface House { people: [Person] }
  type Villa implements House { people: [Person] }
  type Hut implements House { people: [Person] }
  type Person @key(fields: "id") { id: ID! notes: String }`;
const PEOPLE = `${LINK}
  type Person @key(fields: "id") { id: ID! notes: String @external derived: String @requires(fields: "notes") amount: Int }`;

test('the stock planner plans so, and only where another type asks for less', () => {
  const { supergraph } = compose([
    { name: 'houses', sdl: HOUSES },
    { name: 'people', sdl: PEOPLE },
  ]);
  const plan = makePlanner(loadSupergraph(supergraph, { unmarked: 'open' }));
  const asked = (text: string) => neededOfSome(plan(parse(text)));
  expect(asked('{ house { ... on Villa { people { derived } } people { amount } } }')).toEqual(BOTH);
  expect(asked('{ house { people { derived amount } } }')).toEqual([]);
  expect(asked('{ house { ... on Villa { people { amount } } people { derived } } }')).toEqual([]);
});
