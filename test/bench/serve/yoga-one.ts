/** One plain schema instead of a federation: the rooms' resolvers and reads merged, behind GraphQL Yoga. No access. */
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { hyphenated } from '@seisi/host/scalars';
import { serveOrder } from '../order.ts';
import { peer } from '../peers/peers.ts';
import { openPlainRooms, type PlainRoom } from '../rooms/plain-room.ts';
import { serveHttp } from './http.ts';

type Resolvers = Record<string, Record<string, unknown>>;

type Yoga = {
  createSchema(settings: object): unknown;
  createYoga(settings: object): RequestListener;
};

const API = readFileSync(join(import.meta.dirname, '../../../schema/api.generated.graphql'), 'utf8');

/** Written as the rooms write them. */
const SCALARS: Resolvers = {
  DateTime: { serialize: (value: Date) => value.toISOString() },
  IdentityNumber: { serialize: hyphenated },
};

serveOrder(async (order) => {
  const { createSchema, createYoga } = peer<Yoga>(order.home, 'graphql-yoga');
  const rooms = await openPlainRooms(order);
  const schema = createSchema({
    typeDefs: API,
    resolvers: merged(rooms),
    resolverValidationOptions: { requireResolversToMatchSchema: 'ignore' },
  });
  const yoga = createYoga({
    schema,
    context: () => contextOf(rooms),
    logging: false,
    graphiql: false,
    landingPage: false,
  });
  return serveHttp('/graphql', yoga, async () => void (await Promise.all(rooms.map((room) => room.close()))));
});

/** What all rooms say of each type, together. */
function merged(rooms: readonly PlainRoom[]): Resolvers {
  const all: Resolvers = { ...SCALARS };
  for (const { subgraph } of rooms)
    for (const [type, fields] of Object.entries(subgraph.resolvers as Resolvers))
      all[type] = { ...all[type], ...fields };
  return all;
}

/** The loaders of every room, made once per request. */
function contextOf(rooms: readonly PlainRoom[]): object {
  const contexts = rooms.map((room) => room.contextOf());
  return { ...contexts[0], loaders: Object.assign({}, ...contexts.map(({ loaders }) => loaders)) };
}
