import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readTicketPath } from '@seisi/schema/document/ticket';
import { asksForPage } from './accepted.ts';
import { saysTooLarge } from './body.ts';
import { answersCors } from './cors.ts';
import { type ServedDocument, serveDocument } from './document.ts';
import { serveTokens } from './graphiql/tokens.ts';
import { type GraphqlDoor, serveGraphql } from './graphql.ts';
import { serveSchema } from './schema-text.ts';
import { readStatusListPath, serveStatusList } from './status-list.ts';
import { serveTicket, type TicketDoor } from './tickets.ts';
import { TIMES, type Times } from './times.ts';

/** What is served beside GraphQL. */
export type Doors = {
  readonly graphql: GraphqlDoor;
  /** Bytes of documents, beside the graph; none are served unless it is said. */
  readonly tickets?: TicketDoor;
  /** Rejects with the reason when the gateway cannot answer. */
  readonly ready: () => Promise<void>;
  /** Public documents by path, such as the schema and the development issuer's keys. */
  readonly documents: Readonly<Record<string, ServedDocument>>;
  /** Origins whose pages may read answers, exactly as browsers write them; none unless said. */
  readonly corsOrigins?: () => readonly string[];
  /** What the development page asks as, with tokens; never where tokens are signed elsewhere. */
  readonly tokens?: () => Promise<string>;
};

const DRAIN_MS = 5_000;
/** Connections that wait to be taken: beyond them the system leaves clients alone for seconds, whom we would refuse in milliseconds. */
const BACKLOG = 4096;

/** An HTTP server that listens, and how to end it: new requests are refused, those in flight are answered. */
export type Listening = { readonly url: string; close(): Promise<void> };

/** @throws the system's error where the port cannot be had */
export async function listen(
  doors: Doors,
  at: { readonly host: string; readonly port: number },
  times: Times = TIMES,
): Promise<Listening> {
  const serve = (message: IncomingMessage, response: ServerResponse) =>
    void route(doors, message, response).catch(() => response.destroy());
  const server = createServer({ connectionsCheckingInterval: times.lookMs }, serve);
  server.requestTimeout = times.requestMs;
  server.headersTimeout = times.headersMs;
  server.keepAliveTimeout = times.keepAliveMs;
  server.timeout = times.silenceMs;
  // Who asks before sending is told without sending.
  server.on('checkContinue', (message, response) => {
    // Of a document the door says so itself, once it knows the ticket.
    const isDocument = readTicketPath(pathOf(message)) !== null;
    if (!isDocument && !saysTooLarge(message, doors.graphql.bodyLimitBytes)) response.writeContinue();
    serve(message, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: at.port, host: at.host, backlog: BACKLOG }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${at.host === '0.0.0.0' ? 'localhost' : at.host}:${port}`,
    close: () => drain(server),
  };
}

const READING = ['GET', 'HEAD'];

type Way = {
  readonly methods: readonly string[];
  readonly serve: (message: IncomingMessage, response: ServerResponse, requestId: string) => unknown;
};

/** What is said of every answer, and then the answer. */
async function route(doors: Doors, message: IncomingMessage, response: ServerResponse): Promise<void> {
  // By this id client and operator speak of the request. A client's own would come into what operators read, whatever stands in it.
  const requestId = randomUUID();
  response.setHeader('x-request-id', requestId);
  response.setHeader('x-content-type-options', 'nosniff');
  if (answersCors(doors.corsOrigins?.() ?? [], message, response)) return;
  const way = wayOf(doors, message);
  if (way === null)
    return sendJson(response, 404, {
      errors: [{ message: 'Nothing is served here. Send POST to /graphql.' }],
    });
  if (!way.methods.includes(message.method ?? '')) {
    const allow = way.methods.join(', ');
    response.setHeader('allow', allow);
    return sendJson(response, 405, {
      errors: [{ message: `Only ${allow} is served here.`, extensions: { code: 'BAD_REQUEST' } }],
    });
  }
  await way.serve(message, response, requestId);
}

function wayOf(doors: Doors, message: IncomingMessage): Way | null {
  const path = pathOf(message);
  if (path === '/graphql')
    return {
      methods: ['GET', 'POST'],
      serve: (...request) => serveGraphql(doors.graphql, ...request),
    };
  if (path === '/schema.graphql')
    return { methods: READING, serve: (...request) => serveSchema(doors.graphql, ...request) };
  const plain = plainWay(doors, path);
  if (plain !== null) return plain;
  const { tokens, tickets } = doors;
  const shown = readTicketPath(path);
  if (shown !== null && tickets !== undefined)
    return {
      methods: ['GET', 'PUT'],
      serve: (asked, response, requestId) =>
        serveTicket(tickets, doors.graphql, asked, response, { requestId, shown }),
    };
  if (path === '/graphiql/personas.json' && tokens !== undefined)
    return { methods: ['GET'], serve: (...[asked, response]) => serveTokens(tokens, asked, response) };
  const document = Object.hasOwn(doors.documents, path) ? doors.documents[path] : undefined;
  if (document === undefined || (document.isPage === true && !asksForPage(message))) return null;
  return { methods: READING, serve: (_message, response) => serveDocument(document, message, response) };
}

/** What is served to everybody, by its path alone. */
function plainWay(doors: Doors, path: string): Way | null {
  const list = readStatusListPath(path);
  if (list !== null)
    return {
      methods: READING,
      serve: (asked, response, requestId) =>
        serveStatusList(doors.graphql, asked, response, { requestId, asked: list }),
    };
  if (path === '/health/live')
    return { methods: READING, serve: (_message, response) => sendJson(response, 200, { status: 'live' }) };
  if (path === '/health/ready')
    return { methods: READING, serve: (_message, response) => sendReady(doors, response) };
  return null;
}

function pathOf({ url }: IncomingMessage): string {
  return (url ?? '/').split('?', 1)[0] ?? '/';
}

async function sendReady(doors: Doors, response: ServerResponse): Promise<void> {
  const ready = await doors.ready().then(
    () => true,
    () => false,
  );
  sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.setHeader('cache-control', 'no-store');
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** Ends a server: idle connections at once, busy ones after their answer, all of them after the drain time. */
function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
