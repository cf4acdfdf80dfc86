import { expect, test } from 'vitest';
import { type Plan, tooEarly } from './late-parts.ts';

type PlanNode = Exclude<NonNullable<Plan['node']>, { kind: 'Subscription' }>;

const field = (name: string) => ({ kind: 'Field' as const, name });

/** A fetch for the people of a list: by their `id` and what else it needs. */
const fetchFor = (needs: readonly string[], selection: string): PlanNode => ({
  kind: 'Flatten',
  path: ['people', '@'],
  node: {
    kind: 'Fetch',
    serviceName: 'any',
    operation: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { ${selection} } } }`,
    operationName: undefined,
    operationKind: 'query' as never,
    requires: [
      {
        kind: 'InlineFragment',
        typeCondition: 'Person',
        selections: ['__typename', 'id', ...needs].map(field),
      },
    ],
  },
});

const early = (kind: 'Sequence' | 'Parallel', ...nodes: PlanNode[]) =>
  tooEarly({ kind: 'QueryPlan', node: { kind, nodes } });

const NEEDING = fetchFor(['notes'], 'computed');
const BRINGING = fetchFor([], 'notes');
const COMPUTED = [['people', '@', 'computed']];

test('a fetch that needs what is brought after it or beside it, and by nobody asked for again, is too early', () => {
  expect(early('Sequence', NEEDING, BRINGING)).toEqual(COMPUTED);
  expect(early('Parallel', NEEDING, BRINGING)).toEqual(COMPUTED);
});

test('one that needs what is brought before it, or that is asked again afterwards, is not', () => {
  expect(early('Sequence', BRINGING, NEEDING)).toEqual([]);
  expect(early('Sequence', NEEDING, BRINGING, NEEDING)).toEqual([]);
});

test('nor is one that needs only the key, or what is brought elsewhere', () => {
  expect(early('Parallel', fetchFor([], 'computed'), BRINGING)).toEqual([]);
  const elsewhere: PlanNode = { kind: 'Flatten', path: ['others', '@'], node: (BRINGING as never)['node'] };
  expect(early('Parallel', NEEDING, elsewhere)).toEqual([]);
});
