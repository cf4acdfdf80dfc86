import { compose } from '@seisi/schema/composition';
import type { Room } from '@seisi/schema/room';
import { expect, test } from 'vitest';
import { openGraph } from '../graph.ts';
import type { Caller } from '../request.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';
const KEYED = '@key(fields: "id")';
const SUPERGRAPH = compose([
  { name: 'one', sdl: `${LINK} type Query { items: [Item] } type Item ${KEYED} { id: ID! }` },
  { name: 'two', sdl: `${LINK} type Item ${KEYED} { id: ID! name: String }` },
  { name: 'three', sdl: `${LINK} type Item ${KEYED} { id: ID! size: Int }` },
]).supergraph;
const caller: Caller = {
  request: 'request',
  viewer: null,
  expires: Number.POSITIVE_INFINITY,
  signal: new AbortController().signal,
};

/** A graph of three rooms that may be asked so often, and how often they were. */
async function graphOf(roomCalls: number, rows: number) {
  let calls = 0;
  const room = (name: string): Room => ({
    name,
    execute: async ({ variables }) => {
      calls += 1;
      const asked = variables['representations'];
      if (!Array.isArray(asked))
        return { data: { items: [1, 2, 3].map((id) => ({ __typename: 'Item', id: String(id) })) } };
      return { data: { _entities: asked.map(() => ({ name: 'a', size: 1 })) } };
    },
    ready: async () => {},
    close: async () => {},
  });
  const server = await openGraph({
    supergraphSdl: SUPERGRAPH,
    unmarked: 'open',
    rooms: ['one', 'two', 'three'].map(room),
    limits: { roomCalls, rows },
  });
  return { server, calls: () => calls };
}

async function ask(query: string, roomCalls: number, variables = {}, rows = 1_000_000) {
  const { server, calls } = await graphOf(roomCalls, rows);
  const { body } = await server.executeOperation({ query, variables }, { contextValue: caller });
  await server.stop();
  if (body.kind !== 'single') throw new Error('One answer was expected.');
  const codes = (body.singleResult.errors ?? []).map(({ extensions }) => extensions?.['code']);
  return { codes, calls: calls() };
}

test('a plan with as many calls as the limit is run, and asks each room once for all objects', async () => {
  expect(await ask('{ items { id name size } }', 3)).toEqual({ codes: [], calls: 3 });
});

test('a plan with one call more is refused before any room is asked', async () => {
  expect(await ask('{ items { id name size } }', 2)).toEqual({ codes: ['OPERATION_TOO_LARGE'], calls: 0 });
});

test('what is left out by a condition is no call', async () => {
  const query = 'query ($all: Boolean!) { items { id name size @include(if: $all) } }';
  expect(await ask(query, 2, { all: false })).toEqual({ codes: [], calls: 2 });
  expect(await ask(query, 2, { all: true })).toEqual({ codes: ['OPERATION_TOO_LARGE'], calls: 0 });
});

test('a plan may ask for as many objects as the limit, each counted for each fetch; for one more no room is asked', async () => {
  // A list of which nothing is said is taken to have a hundred items, and each is asked for in three rooms.
  const query = '{ items { id name size } }';
  expect(await ask(query, 3, {}, 300)).toEqual({ codes: [], calls: 3 });
  expect(await ask(query, 3, {}, 299)).toEqual({ codes: ['OPERATION_TOO_LARGE'], calls: 0 });
  expect(await ask('{ items { id name } }', 3, {}, 200)).toEqual({ codes: [], calls: 2 });
});
