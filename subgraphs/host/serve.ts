import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { DOCUMENT_WIRE, readDocumentBody } from '@seisi/schema/document/question';
import { INQUIRY_WIRE } from '@seisi/schema/inquiry';
import type { Passport } from '@seisi/schema/passport';
import { PASSPORT_WIRE } from '@seisi/schema/passport-claims';
import { REACH_WIRE, readReachBody } from '@seisi/schema/reach';
import type { Room, RoomKeys } from '@seisi/schema/room';
import { sdl } from '@seisi/schema/sdl';
import { parse } from 'graphql';
import type { JSONWebKeySet } from 'jose';
import { documentReader } from './document.ts';
import { FACT_WIRE } from './fact-wire.ts';
import { listen } from './listen.ts';
import { NO_KEYS, openRoom, type RoomOptions } from './open-room.ts';
import { readBody } from './room-body.ts';
import { doorsOf, type RoomDoors } from './room-doors.ts';
import type { Subgraph } from './subgraph.ts';
import { whileWanted } from './wanted.ts';
import { whileHeard } from './while-heard.ts';

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
export type ServedRoom = {
  readonly url: string;
  /** Goes by other keys from the next call on. */
  renew(keys: RoomKeys & Pick<ServeOptions, 'passportKeys'>): void;
  close(): Promise<void>;
};

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
    now: options.now,
    ...doorsOf(room, options),
  };
  const server = createServer({
    requestTimeout: REQUEST_MILLISECONDS,
    keepAliveTimeout: KEEP_ALIVE_MILLISECONDS,
  });
  server.on('request', (message, reply) => {
    const isClosing = () => !server.listening;
    handle(message, reply, parts, isClosing).catch(() => reply.destroy());
  });
  const host = options.host ?? '127.0.0.1';
  const { port } = await listen(server, host, options.port ?? 0);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/graphql`,
    renew({ passportKeys, ...keys }) {
      room.renew?.(keys);
      const { kind } = options.factsKeys ?? NO_KEYS;
      const factsKeys = { kind, keys: keys.factsKeys };
      Object.assign(parts, doorsOf(room, { ...options, ...keys, factsKeys, passportKeys }));
    },
    async close() {
      await new Promise((resolve) => server.close(resolve));
      await room.close();
    },
  };
}

type Parts = RoomDoors & {
  readonly room: Room;
  readonly readDocument: ReturnType<typeof documentReader>;
  readonly now: () => number;
};

type Answer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

async function handle(
  message: IncomingMessage,
  reply: ServerResponse,
  parts: Parts,
  isClosing: () => boolean,
): Promise<void> {
  const answer = await route(message, parts).catch(() => refusal(500, 'The room failed.'));
  reply.writeHead(answer.status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    // What was under way at the end is answered, and its connection is not kept for more.
    ...(isClosing() ? { connection: 'close' } : {}),
    ...answer.headers,
  });
  reply.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
}

async function route(message: IncomingMessage, parts: Parts): Promise<Answer> {
  if (message.url === '/health') return health(message, parts.room);
  const door = Object.hasOwn(DOORS, message.url ?? '') ? DOORS[message.url ?? ''] : undefined;
  if (door === undefined) return refusal(404, 'This room answers at /graphql.');
  if (message.method !== 'POST')
    return { ...refusal(405, 'This room takes POST.'), headers: { allow: 'POST' } };
  const body = await readBody(message);
  if (body === null) return { ...refusal(413, 'The body is too large.'), headers: { connection: 'close' } };
  return door({ message, body }, parts);
}

type Call = { readonly message: IncomingMessage; readonly body: Buffer };

/** What takes POST. */
const DOORS: Readonly<Record<string, (call: Call, parts: Parts) => Promise<Answer>>> = {
  '/graphql': graphql,
  '/pulse': pulse,
  [FACT_WIRE.path]: events,
  [REACH_WIRE.path]: reach,
  [INQUIRY_WIRE.path]: inquire,
  [DOCUMENT_WIRE.path]: documents,
};

async function health(message: IncomingMessage, room: Room): Promise<Answer> {
  if (message.method !== 'GET') return { ...refusal(405, 'Health takes GET.'), headers: { allow: 'GET' } };
  return room.ready().then(
    () => ({ status: 200, body: { status: 'ready' } }),
    () => ({ status: 503, body: { status: 'not ready' } }),
  );
}

async function graphql(call: Call, parts: Parts): Promise<Answer> {
  const { room, readDocument, now } = parts;
  const { body } = call;
  const passport = await passportOf(call, parts);
  if (passport === null) return refusal(401, 'This room answers the gateway alone.');
  const read = readDocument(body);
  if (read === null) return refusal(400, 'The body is not a GraphQL request of this room.');
  // At once, so that what several of them ask is read together.
  const results = await whileHeard(call.message, passport.expires - now(), (signal) =>
    Promise.all(read.requests.map((request) => room.execute({ ...request, passport, signal }))),
  );
  // A grant in the answer writes itself as text (`toJSON`).
  return { status: 200, body: read.isArray ? results : results[0] };
}

/** The newest version of the facts of grounds, for the gateway (access §3). */
async function pulse(call: Call, parts: Parts): Promise<Answer> {
  const passport = await passportOf(call, parts);
  if (passport === null) return refusal(401, 'This room answers the gateway alone.');
  const { after } = JSON.parse(call.body.toString('utf8')) as { readonly after: unknown };
  if (parts.room.pulse === undefined) return refusal(404, 'This room holds no facts of grounds.');
  const signal = AbortSignal.timeout(REQUEST_MILLISECONDS);
  return {
    status: 200,
    body: await parts.room.pulse(Number.isSafeInteger(after) ? Number(after) : null, signal),
  };
}

/** The facts that this room owns, for another room of the house. */
async function events({ message, body }: Call, { room, facts, now }: Parts): Promise<Answer> {
  const mac = message.headers[FACT_WIRE.header];
  const asked = facts.read(typeof mac === 'string' ? mac : undefined, body, now());
  if (asked === null) return refusal(401, 'This room tells its facts to the rooms of its house alone.');
  if (room.ownedFacts === undefined) return refusal(404, 'This room owns no facts of grounds.');
  const text = JSON.stringify(await room.ownedFacts(asked.after));
  return { status: 200, body: text, headers: { [FACT_WIRE.header]: facts.sign(asked.nonce, text) } };
}

/** Who of some subjects is within reach: for the gateway, with a passport for this call; for another room of the house, with the one that it was called with. */
async function reach(call: Call, parts: Parts): Promise<Answer> {
  const { room, now } = parts;
  const asker = await askerOf(call, parts);
  if (asker === null)
    return refusal(
      401,
      'This room tells who is within reach to the gateway and the rooms of its house alone.',
    );
  if (room.reached === undefined) return refusal(404, 'This room decides about nobody.');
  const question = readReachBody(call.body.toString('utf8'));
  if (question === null) return refusal(400, 'The body is not a question of who is within reach.');
  const { passport } = asker;
  const tell = room.reached;
  const reached = await whileHeard(call.message, passport.expires - now(), (signal) =>
    whileWanted(signal, () => tell({ ...question, passport, signal })),
  );
  const text = JSON.stringify({ reached });
  return { status: 200, body: text, headers: asker.sign(text) };
}

/** What this room alone can find out, for the room that may ask it. */
async function inquire({ message, body }: Call, { inquiry, now }: Parts): Promise<Answer> {
  const mac = message.headers[INQUIRY_WIRE.header];
  const signal = AbortSignal.timeout(REQUEST_MILLISECONDS);
  const call = { mac: typeof mac === 'string' ? mac : undefined, body, signal };
  const told = await inquiry(call, now());
  if (told === null) return refusal(401, 'This room finds out for the rooms of its house alone.');
  return { status: 200, body: told.text, headers: { [INQUIRY_WIRE.header]: told.mac } };
}

/** What a ticket is good for, or that its bytes are stored: for the gateway. */
async function documents(call: Call, parts: Parts): Promise<Answer> {
  const passport = await passportOf(call, parts);
  if (passport === null) return refusal(401, 'This room answers the gateway alone.');
  const question = readDocumentBody(call.body.toString('utf8'));
  if (question === null) return refusal(400, 'The body is not a question about a document.');
  const { document } = parts.room;
  if (document === undefined) return { status: 200, body: { answer: null } };
  const answer = await whileHeard(call.message, passport.expires - parts.now(), (signal) =>
    document({ ...question, passport, signal }),
  );
  return { status: 200, body: { answer } };
}

/** Whose passport a call at `/reach` bears, and the headers of its answer. A forwarded one counts only under the MAC of a room. */
async function askerOf(
  call: Call,
  parts: Parts,
): Promise<{ readonly passport: Passport; sign(text: string): Record<string, string> } | null> {
  const mac = call.message.headers[REACH_WIRE.header];
  if (typeof mac !== 'string') {
    const passport = await passportOf(call, parts);
    return passport === null ? null : { passport, sign: () => ({}) };
  }
  const token = call.message.headers[PASSPORT_WIRE.header];
  if (typeof token !== 'string') return null;
  const asked = parts.reach.read(mac, call.body, parts.now(), token);
  const passport = asked === null ? null : await parts.readForwarded(token, parts.now());
  if (asked === null || passport === null) return null;
  return { passport, sign: (text) => ({ [REACH_WIRE.header]: parts.reach.sign(asked.nonce, text) }) };
}

function passportOf({ message, body }: Call, { room, readPassport, now }: Parts): Promise<Passport | null> {
  const token = message.headers[PASSPORT_WIRE.header];
  const call = { room: room.name, method: 'POST', body };
  return readPassport(typeof token === 'string' ? token : undefined, call, now());
}

function refusal(status: number, text: string): Answer {
  return { status, body: { errors: [{ message: text }] } };
}
