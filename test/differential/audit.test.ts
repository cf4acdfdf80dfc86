import { openGraph } from '@seisi/gateway/graph';
import { compose } from '@seisi/schema/composition';
import type { Room } from '@seisi/schema/room';
import { buildSchema, execute, graphql } from 'graphql';
import { afterEach, expect, test } from 'vitest';
import { executableSchema } from '../conformance/subgraph-schema.ts';

/**
 * What the public audit of federation gateways asks and Apollo's own executor answers wrongly or not at all. Each is asked of ours over
 * subgraphs and of one plain schema that knows nothing of a federation.
 */
const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable"])';

type Representation = Readonly<Record<string, unknown>> & { readonly __typename: string };
/** A subgraph, and the objects that it makes: of the root, and of representations. Functions are called with the arguments of their field. */
type Subgraph = {
  readonly name: string;
  readonly sdl: string;
  readonly root?: object;
  readonly entity?: (representation: Representation) => object | null;
};

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

function roomOf({ name, sdl, root = {}, entity = () => null }: Subgraph): Room {
  const schema = executableSchema(`${LINK} ${sdl}`);
  const entities = ({ representations }: { readonly representations: readonly Representation[] }) =>
    representations.map((one) => {
      const found = entity(one);
      return found === null ? null : { __typename: one.__typename, ...found };
    });
  return {
    name,
    execute: async ({ document, variables }) => {
      const rootValue = { ...root, _entities: entities };
      const { data, errors } = await execute({ schema, document, variableValues: variables, rootValue });
      const told = errors?.map(({ message, path }) => ({ message, ...(path && { path }) }));
      return { data: data ?? null, ...(told && { errors: told }) };
    },
    ready: async () => {},
    close: async () => {},
  };
}

async function ours(subgraphs: readonly Subgraph[], query: string): Promise<unknown> {
  const parts = subgraphs.map(({ name, sdl }) => ({ name, sdl: `${LINK} ${sdl}` }));
  const { supergraph } = compose(parts);
  const server = await openGraph({
    supergraphSdl: supergraph,
    unmarked: 'open',
    rooms: subgraphs.map(roomOf),
  });
  ends.push(() => server.stop());
  const contextValue = {
    request: 'audit',
    viewer: null,
    expires: Date.now() + 60_000,
    signal: new AbortController().signal,
  };
  const { body } = await server.executeOperation({ query }, { contextValue });
  if (body.kind !== 'single') throw new Error('The answer came in parts.');
  expect(body.singleResult.errors).toBeUndefined();
  return JSON.parse(JSON.stringify(body.singleResult.data));
}

async function plain(sdl: string, rootValue: object, query: string): Promise<unknown> {
  const { data, errors } = await graphql({ schema: buildSchema(sdl), source: query, rootValue });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
}

const COMMENTS = ['ana', 'budi', 'citra', 'dewi'].map((by, index) => ({ id: `c${index}`, by }));
const commentsOf = ({ limit }: { readonly limit: number }) => COMMENTS.slice(0, limit);
const namesOf = (comments: readonly { readonly by: string }[]) => comments.map(({ by }) => by).join(' ');

const POSTS: readonly Subgraph[] = [
  {
    name: 'posts',
    sdl: `type Query { posts: [Post!]! }
      type Post @key(fields: "id") { id: ID! comments(limit: Int!): [Comment!]! }
      type Comment { id: ID! by: String! }`,
    root: { posts: () => [{ id: '1', comments: commentsOf }] },
    entity: ({ id }) => ({ id, comments: commentsOf }),
  },
  {
    name: 'names',
    sdl: `type Post @key(fields: "id") {
        id: ID! comments(limit: Int!): [Comment!]! @external
        three: String @requires(fields: "comments(limit: 3) { by }")
      }
      type Comment { by: String! @external }`,
    entity: ({ id, comments }) => ({ id, three: namesOf(comments as typeof COMMENTS) }),
  },
];
const FIRST: Subgraph = {
  name: 'first',
  sdl: `type Post @key(fields: "id") {
        id: ID! comments(limit: Int!): [Comment!]! @external
        one: String @requires(fields: "comments(limit: 1) { by }")
      }
      type Comment { by: String! @external }`,
  entity: ({ id, comments }) => ({ id, one: namesOf(comments as typeof COMMENTS) }),
};
const PLAIN_POSTS = `type Query { posts: [Post!]! }
  type Post { id: ID! comments(limit: Int!): [Comment!]! three: String } type Comment { id: ID! by: String! }`;
const PLAIN_ROOT = {
  posts: () => [
    {
      id: '1',
      comments: commentsOf,
      three: namesOf(COMMENTS.slice(0, 3)),
      one: namesOf(COMMENTS.slice(0, 1)),
    },
  ],
};

test.each([
  ['@requires with arguments', '{ posts { id three } }'],
  ['@requires with arguments other than the client’s own', '{ posts { comments(limit: 2) { id } three } }'],
  [
    'the same under several names',
    '{ posts { comments(limit: 1) { by } three few: comments(limit: 2) { id } } }',
  ],
])('%s: every subgraph gets what it asked for', async (_what, query) => {
  expect(await ours(POSTS, query)).toEqual(await plain(PLAIN_POSTS, PLAIN_ROOT, query));
});

test('a graph in which one field is required with different arguments is not served, for the planner would fetch it once', async () => {
  await expect(ours([...POSTS, FIRST], '{ posts { one three } }')).rejects.toThrow(
    'The field Post.comments is required with different arguments',
  );
});

const USERS: readonly Subgraph[] = [
  {
    name: 'home',
    sdl: `type Query { users: [User!]! }
      type User @key(fields: "id") @key(fields: "email") @key(fields: "team { name }") {
        id: ID! email: String! @shareable team: Team! @shareable
      }
      type Team { name: String! @shareable }`,
    root: { users: () => ['1', '2'].map((id) => ({ id, email: `${id}@x`, team: { name: `team ${id}` } })) },
  },
  {
    name: 'mail',
    sdl: 'type User @key(fields: "email") { email: String! @shareable unread: Int }',
    entity: ({ email }) => ({ email, unread: String(email).length }),
  },
  {
    name: 'work',
    sdl: `type User @key(fields: "team { name }") { team: Team! @shareable tasks: String }
      type Team { name: String! @shareable }`,
    entity: ({ team }) => ({ team, tasks: `tasks of ${(team as { name: string }).name}` }),
  },
  {
    name: 'rank',
    sdl: 'type User @key(fields: "id") { id: ID! rank: String }',
    entity: ({ id }) => ({ id, rank: `rank ${id}` }),
  },
];

test('an entity with several key sets is joined by the one that each subgraph knows', async () => {
  const query = '{ users { rank tasks unread e: email team { n: name } } }';
  const sdl = `type Query { users: [User!]! } type User { rank: String tasks: String unread: Int email: String! team: Team! } type Team { name: String! }`;
  const users = ['1', '2'].map((id) => ({
    rank: `rank ${id}`,
    tasks: `tasks of team ${id}`,
    unread: 3,
    email: `${id}@x`,
    team: { name: `team ${id}` },
  }));
  expect(await ours(USERS, query)).toEqual(await plain(sdl, { users }, query));
});
