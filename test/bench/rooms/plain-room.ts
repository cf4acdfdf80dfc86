import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { roomNames } from '@seisi/gateway/plan/rooms';
import { type Context, civilDate, type RoomParts } from '@seisi/host/context';
import type { CursorSeal } from '@seisi/host/cursor';
import { type DatabaseHandle, openDatabase } from '@seisi/host/database';
import { type Memory, openMemory } from '@seisi/host/memory';
import { wireScalars } from '@seisi/host/scalars';
import type { Subgraph } from '@seisi/host/subgraph';
import { databaseOf } from '@seisi/migrations/connection';
import { roomUrl } from '@seisi/migrations/roles';
import { readSecrets } from '@seisi/migrations/secrets';
import { sdl } from '@seisi/schema/sdl';
import { type GraphQLSchema, parse } from 'graphql';
import { benchConfig } from '../config.ts';
import type { Order } from '../order.ts';
import { plainPersonLoaders } from './plain-person.ts';

const SUBGRAPHS = join(import.meta.dirname, '../../../subgraphs');

/** A room's own resolvers and reads, with no guard before them: for gateways that know nothing of access. The product cannot reach this file. */
export type PlainRoom = {
  readonly name: string;
  readonly subgraph: Subgraph<unknown>;
  readonly schema: GraphQLSchema;
  /** The context of one request, with loaders of its own. */
  contextOf(): Context<unknown>;
  close(): Promise<void>;
};

/** Opens one room on the registry, by its own role and over as many connections as in the product. */
export async function openPlainRoom(name: string, { home, adminUrl }: Order): Promise<PlainRoom> {
  const door = pathToFileURL(join(SUBGRAPHS, name, 'subgraph.ts')).href;
  const { subgraph } = (await import(door)) as { readonly subgraph: Subgraph<unknown> };
  const schema = buildSubgraphSchema([
    { typeDefs: parse(sdl(subgraph.folder)), resolvers: subgraph.resolvers },
  ]);
  wireScalars(schema);
  const url = roomUrl(adminUrl, databaseOf(adminUrl), name, readSecrets(benchConfig(home)));
  const database = openDatabase(url);
  const memory = openMemory(() => performance.now());
  const loadersOf = name === 'person' ? plainPersonLoaders : subgraph.loaders;
  const contextOf = () => {
    const parts = plainParts(database, memory);
    return { ...parts, loaders: loadersOf(parts) };
  };
  return { name, subgraph, schema, contextOf, close: database.close };
}

/** Opens every room of the house. */
export function openPlainRooms(order: Order): Promise<PlainRoom[]> {
  return Promise.all(roomNames().map((name) => openPlainRoom(name, order)));
}

/** A cursor as most servers make it: readable, and bound to nothing. */
const CURSORS: CursorSeal = {
  seal: (place) => Buffer.from(JSON.stringify(place)).toString('base64url'),
  open: (cursor) => JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as string[],
};

/** What a room is given per request, less everything that access is made of: only what the questions of the bench never reach is left out. */
function plainParts({ db, quiet, read }: DatabaseHandle, memory: Memory): RoomParts {
  return {
    db,
    aside: quiet,
    read,
    memory,
    passport: { request: '', viewer: null, basis: { kind: 'NONE' }, facts: null, expires: 0 },
    now: Date.now,
    today: civilDate(Date.now()),
    cursors: CURSORS,
    areFactsFresh: async () => true,
    reached: async (_class: unknown, subjects: readonly { readonly key: string }[]) =>
      new Set(subjects.map(({ key }) => key)),
    supergraphSdl: '',
  } as unknown as RoomParts;
}
