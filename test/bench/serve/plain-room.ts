/** One room without a guard over HTTP, as lean as the product serves its own: documents are parsed and checked once. */
import type { ServerResponse } from 'node:http';
import { documentReader } from '@seisi/host/document';
import { execute } from 'graphql';
import { serveOrder } from '../order.ts';
import { openPlainRoom, type PlainRoom } from '../rooms/plain-room.ts';
import { readBody, serveHttp } from './http.ts';

serveOrder(async (order) => {
  const room = await openPlainRoom(order.room ?? '', order);
  const readDocument = documentReader(room.schema);
  return serveHttp(
    '/graphql',
    (message, response) => {
      readBody(message)
        .then((body) => answer(room, readDocument(body), response))
        .catch(() => response.writeHead(500).end());
    },
    room.close,
  );
});

async function answer(
  { schema, contextOf }: PlainRoom,
  read: ReturnType<ReturnType<typeof documentReader>>,
  response: ServerResponse,
): Promise<void> {
  const request = read?.requests[0];
  if (request === undefined) {
    response.writeHead(400).end();
    return;
  }
  const { document, variables } = request;
  const result = await execute({ schema, document, variableValues: variables, contextValue: contextOf() });
  const body = Buffer.from(JSON.stringify(result));
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': body.byteLength })
    .end(body);
}
