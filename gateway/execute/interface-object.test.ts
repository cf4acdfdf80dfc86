import type { PlanNode } from '@apollo/query-planner';
import { Passport } from '@seisi/schema/passport-mint';
import type { Room, RoomResult } from '@seisi/schema/room';
import { NO_BASIS } from '@seisi/schema/viewer';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { compilePlan } from './run.ts';

const SCHEMA = buildSchema(
  'type Query { book: Book } interface Media { id: ID rating: Int } type Book implements Media { id: ID rating: Int pages: Int }',
);
const PASSPORT = new Passport({
  request: 'r',
  viewer: null,
  basis: NO_BASIS,
  facts: 0,
  expires: Date.now() + 60_000,
});

const room = (name: string, result: RoomResult): Room => ({
  name,
  execute: async () => result,
  ready: async () => {},
  close: async () => {},
});

const field = (name: string) => ({ kind: 'Field' as const, name });
const requires = [
  { kind: 'InlineFragment' as const, typeCondition: 'Book', selections: [field('__typename'), field('id')] },
];
const fetchOf = (serviceName: string, operation: string) => ({
  kind: 'Fetch' as const,
  serviceName,
  operation,
  operationName: undefined,
  operationKind: 'query' as never,
});
const entityOf = (serviceName: string, selection: string) => ({
  kind: 'Flatten' as const,
  path: ['book'],
  node: {
    ...fetchOf(
      serviceName,
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`,
    ),
    requires,
  },
});

/** What a plan puts together from rooms that each give one answer. */
async function treeOf(nodes: readonly PlanNode[], rooms: readonly Room[]): Promise<unknown> {
  const fetches = compilePlan(
    { kind: 'QueryPlan', node: { kind: 'Sequence', nodes: [...nodes] } },
    {
      schema: SCHEMA,
      rooms: new Map(rooms.map((one) => [one.name, one])),
      owners: new Map(),
      onFailure: () => {},
    },
  );
  const tree = await fetches({ variables: {}, passport: PASSPORT, signal: AbortSignal.timeout(2_000) });
  return JSON.parse(JSON.stringify(tree));
}

const BOOK = { __typename: 'Book', id: '1' };

test('a room that knows an entity as an interface object does not take its type away: the next fetch still finds it', async () => {
  const rooms = [
    room('books', { data: { book: { ...BOOK } } }),
    room('ratings', { data: { _entities: [{ __typename: 'Media', rating: 5 }] } }),
    room('pages', { data: { _entities: [{ pages: 300 }] } }),
  ];
  const nodes = [
    fetchOf('books', '{ book { __typename id } }'),
    entityOf('ratings', '... on Media { __typename rating }'),
    entityOf('pages', '... on Book { pages }'),
  ];
  expect(await treeOf(nodes, rooms)).toEqual({ book: { ...BOOK, rating: 5, pages: 300 } });
});

test.each([
  ['before', ['ratings', 'books']],
  ['after', ['books', 'ratings']],
])(
  'nor does one that is asked for the same object from the top, and answers %s the room that knows its type',
  async (_when, order) => {
    const rooms = [
      room('books', { data: { book: { ...BOOK } } }),
      room('ratings', { data: { book: { __typename: 'Media', id: '1', rating: 5 } } }),
      room('pages', { data: { _entities: [{ pages: 300 }] } }),
    ];
    const roots = order.map((name) => fetchOf(name, '{ book { __typename id } }'));
    const nodes = [...roots, entityOf('pages', '... on Book { pages }')];
    expect(await treeOf(nodes, rooms)).toEqual({ book: { ...BOOK, rating: 5, pages: 300 } });
  },
);
