import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type GraphqlDoor, serveGraphql } from './graphql.ts';

/** What is served beside GraphQL. */
export type Doors = {
  readonly graphql: GraphqlDoor;
  /** Rejects with the reason when the gateway cannot answer. */
  readonly ready: () => Promise<void>;
  /** Small public documents by path, such as the development issuer's keys. */
  readonly documents: Readonly<Record<string, string>>;
};

const DRAIN_MS = 5_000;

/** An HTTP server that listens, and how to end it: new requests are refused, those in flight are answered. */
export type Listening = { readonly url: string; close(): Promise<void> };

/** @throws the system's error where the port cannot be had */
export async function listen(
  doors: Doors,
  at: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createServer((message, response) => void route(doors, message, response));
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${at.host === '0.0.0.0' ? 'localhost' : at.host}:${port}`,
    close: () => drain(server),
  };
}

async function route(doors: Doors, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (message.url ?? '/').split('?', 1)[0] ?? '/';
  if (path === '/graphql') return serveGraphql(doors.graphql, message, response);
  if (path === '/health/live') return sendJson(response, 200, { status: 'live' });
  if (path === '/health/ready') {
    const ready = await doors.ready().then(
      () => true,
      () => false,
    );
    return sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' });
  }
  const document = Object.hasOwn(doors.documents, path) ? doors.documents[path] : undefined;
  if (document !== undefined) return sendText(response, 200, document);
  sendJson(response, 404, { errors: [{ message: 'Nothing is served here. Send POST to /graphql.' }] });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  sendText(response, status, JSON.stringify(body));
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(text);
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
