import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { sendWhileItStands } from './send.ts';

/** More than the buffers between two processes of one machine hold. */
const BODY = 'x'.repeat(64 * 1024 * 1024);
let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** A client that has read the head of an answer, and no more. */
async function asking(
  body: string,
  stands: (() => boolean) | null,
  standsAnew = false,
): Promise<IncomingMessage> {
  const standing =
    stands === null ? null : { stands, standsAnew: async () => standsAnew, otherwise: 'unknown' };
  server = createServer((_message, response) => {
    sendWhileItStands(response, body, standing).catch(() => response.writeHead(503).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1' }, resolve).once('error', reject);
  });
}

async function lengthOf(answer: IncomingMessage): Promise<number> {
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) length += chunk.length;
  return length;
}

test('an answer that stands arrives whole, however slowly it is read', async () => {
  const answer = await asking(BODY, () => true);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await lengthOf(answer)).toBe(BODY.length);
});

test('a client that reads too slowly is cut off when what the answer relies on has ended', async () => {
  let stands = true;
  const answer = await asking(BODY, () => stands);
  stands = false;
  await new Promise((resolve) => setTimeout(resolve, 300));
  await expect(lengthOf(answer)).rejects.toThrow('aborted');
});

test('an answer whose ground has ended before it could leave does not leave', async () => {
  const answer = await asking('{"data":{"name":"Ana"}}', () => false);
  expect(answer.statusCode).toBe(503);
  expect(await lengthOf(answer)).toBe(0);
});

test('an answer that is ready when too little is known of its ground leaves as soon as it is known to stand', async () => {
  let asked = 0;
  const answer = await asking(
    '{"data":{"name":"Ana"}}',
    () => {
      asked += 1;
      return asked > 1;
    },
    true,
  );
  expect(answer.statusCode).toBe(200);
  expect(await lengthOf(answer)).toBe(23);
});

test('an answer that relies on nothing is sent as it is', async () => {
  expect(await lengthOf(await asking('{}', null))).toBe(2);
});
