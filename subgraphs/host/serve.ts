import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { PASSPORT_WIRE } from '@seisi/schema/passport-claims';
import type { Room } from '@seisi/schema/room';
import { sdl } from '@seisi/schema/sdl';
import { parse } from 'graphql';
import type { JSONWebKeySet } from 'jose';
import { documentReader } from './document.ts';
import { openRoom, type RoomOptions } from './open-room.ts';
import { type PassportReader, passportReader } from './passport-wire.ts';
import type { Subgraph } from './subgraph.ts';

/** What a room needs beside its own to answer over HTTP. */
export type ServeOptions = RoomOptions & {
  /** The gateway's public keys. */
  readonly passportKeys: JSONWebKeySet;
  /** Where to listen: this machine alone, unless told otherwise. */
  readonly host?: string;
  /** 0, the default, takes any free one. */
  readonly port?: number;
};

/** A room that listens: the address that takes POST, and how to stop after what is under way. */
export type ServedRoom = { readonly url: string; close(): Promise<void> };

const BODY_BYTES = 1024 * 1024;
const REQUEST_MILLISECONDS = 10_000;
const KEEP_ALIVE_MILLISECONDS = 30_000;

/** Opens one room and answers the gateway over HTTP: `POST /graphql` with a passport for exactly these bytes, and `GET /health`. */
export async function serveRoom<Loaders>(
  subgraph: Subgraph<Loaders>,
  options: ServeOptions,
): Promise<ServedRoom> {
  const room = openRoom(subgraph, options);
  const parts: Parts = {
    room,
    readDocument: documentReader(buildSubgraphSchema(parse(sdl(subgraph.folder)))),
    readPassport: passportReader(options.passportKeys),
    now: options.now,
  };
  const server = createServer({
    requestTimeout: REQUEST_MILLISECONDS,
    keepAliveTimeout: KEEP_ALIVE_MILLISECONDS,
  });
  server.on('request', (message, reply) => {
    handle(message, reply, parts).catch(() => reply.destroy());
  });
  const host = options.host ?? '127.0.0.1';
  const { port } = await listen(server, host, options.port ?? 0);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/graphql`,
    async close() {
      await new Promise((resolve) => server.close(resolve));
      await room.close();
    },
  };
}

type Parts = {
  readonly room: Room;
  readonly readDocument: ReturnType<typeof documentReader>;
  readonly readPassport: PassportReader;
  readonly now: () => number;
};

type Answer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

async function handle(message: IncomingMessage, reply: ServerResponse, parts: Parts): Promise<void> {
  const answer = await route(message, parts).catch(() => refusal(500, 'The room failed.'));
  reply.writeHead(answer.status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    ...answer.headers,
  });
  reply.end(JSON.stringify(answer.body));
}

async function route(message: IncomingMessage, parts: Parts): Promise<Answer> {
  if (message.url === '/health') return health(message, parts.room);
  if (message.url !== '/graphql') return refusal(404, 'This room answers at /graphql.');
  if (message.method === 'POST') return graphql(message, parts);
  return { ...refusal(405, 'This room takes POST.'), headers: { allow: 'POST' } };
}

async function health(message: IncomingMessage, room: Room): Promise<Answer> {
  if (message.method !== 'GET') return { ...refusal(405, 'Health takes GET.'), headers: { allow: 'GET' } };
  return room.ready().then(
    () => ({ status: 200, body: { status: 'ready' } }),
    () => ({ status: 503, body: { status: 'not ready' } }),
  );
}

async function graphql(
  message: IncomingMessage,
  { room, readDocument, readPassport, now }: Parts,
): Promise<Answer> {
  const body = await readBody(message);
  if (body === null) return { ...refusal(413, 'The body is too large.'), headers: { connection: 'close' } };
  const token = message.headers[PASSPORT_WIRE.header];
  const call = { room: room.name, method: 'POST', body };
  const passport = await readPassport(typeof token === 'string' ? token : undefined, call, now());
  if (passport === null) return refusal(401, 'This room answers the gateway alone.');
  const request = readDocument(body);
  if (request === null) return refusal(400, 'The body is not a GraphQL request of this room.');
  const signal = AbortSignal.timeout(Math.max(1, passport.expires - now()));
  // A grant in the answer writes itself as text (`toJSON`).
  return { status: 200, body: await room.execute({ ...request, passport, signal }) };
}

/** The bytes of the body, or null where they are too many; the rest is then left unread. */
async function readBody(message: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refusal(status: number, text: string): Answer {
  return { status, body: { errors: [{ message: text }] } };
}

function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });
}
