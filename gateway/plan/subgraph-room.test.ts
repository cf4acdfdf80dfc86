import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Passport } from '@seisi/schema/passport-mint';
import { NO_BASIS } from '@seisi/schema/viewer';
import { parse } from 'graphql';
import { expect, onTestFinished, test } from 'vitest';
import { type SubgraphLimits, subgraphRoom } from './subgraph-room.ts';

type Answering = (message: IncomingMessage, reply: ServerResponse, count: number) => void;

/** A server that answers as it is told, as the gateway sees it, and what came to it. */
async function roomOver(answering: Answering, limits: SubgraphLimits = {}) {
  const bodies: string[] = [];
  const server = createServer(
    (message, reply) =>
      void text(message).then((body) => {
        bodies.push(body);
        answering(message, reply, bodies.length);
      }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = new URL(`http://127.0.0.1:${port}/graphql`);
  const room = subgraphRoom({ name: 'shop', url }, limits);
  onTestFinished(async () => {
    await room.close();
    server.closeAllConnections();
    server.close();
  });
  const ask = (query: string, signal = AbortSignal.timeout(10_000)) =>
    room.execute({
      document: parse(query),
      text: query,
      variables: { a: 1 },
      passport: new Passport({
        request: 'r',
        viewer: null,
        basis: NO_BASIS,
        facts: null,
        expires: Date.now() + 10_000,
      }),
      signal,
    });
  return { room, ask, bodies };
}

const SAID = JSON.stringify({ data: { word: 'said', more: 1 }, extensions: { cost: 1 } });

test('it is asked in GraphQL’s own form, and only what was asked for is taken of its answer', async () => {
  const { room, ask, bodies } = await roomOver((_message, reply) => reply.end(SAID));
  await room.ready();
  expect(await ask('{ word }')).toEqual({ data: { word: 'said' } });
  expect(bodies).toEqual(['{"query":"{__typename}"}', '{"query":"{ word }","variables":{"a":1}}']);
});

test.for([
  ['an error of the server', 500, SAID, 'answered with status 500'],
  ['a redirect', 302, SAID, 'answered with status 302'],
  ['an answer that is not JSON', 200, 'secret page', 'not GraphQL'],
  ['an answer of another shape', 200, '{"data":[1]}', 'not GraphQL'],
  [
    'an answer that is too large',
    200,
    JSON.stringify({ data: { word: 'a'.repeat(2000) } }),
    'more than 1000',
  ],
] as const)('%s is no answer, and nothing of it is told', async ([_what, status, body, sentence]) => {
  const { ask, bodies } = await roomOver(
    (_message, reply) => reply.writeHead(status, { location: '/elsewhere' }).end(body),
    { answerBytes: 1000 },
  );
  const error = await ask('{ word }').catch((thrown: Error) => thrown);
  expect(String(error)).toContain(sentence);
  expect(String(error)).not.toContain('secret');
  expect(bodies).toHaveLength(1);
});

test('a read whose kept connection was closed is asked once more; what changes something never is', async () => {
  const hangUp: Answering = (message, reply, count) =>
    count === 1 ? void message.socket.destroy() : void reply.end(SAID);
  const reading = await roomOver(hangUp);
  expect(await reading.ask('{ word }')).toEqual({ data: { word: 'said' } });
  expect(reading.bodies).toHaveLength(2);

  const writing = await roomOver(hangUp);
  await expect(writing.ask('mutation { word }')).rejects.toThrow();
  expect(writing.bodies).toHaveLength(1);
});

test('it is waited for until the end of the request and no longer', async () => {
  const { ask } = await roomOver(() => {});
  const request = new AbortController();
  const asked = ask('{ word }', request.signal);
  request.abort();
  await expect(asked).rejects.toThrow();
});

test('fetches beyond its connections wait for one', async () => {
  const held: ServerResponse[] = [];
  const { ask, bodies } = await roomOver((_message, reply) => void held.push(reply), { connections: 2 });
  const asked = ['{ word }', '{ word }', '{ word }'].map((query) => ask(query));
  while (held.length < 2) await new Promise(setImmediate);
  expect(bodies).toHaveLength(2);
  held[0]?.end(SAID);
  while (held.length < 3) await new Promise(setImmediate);
  for (const reply of held) reply.end(SAID);
  expect(await Promise.all(asked)).toEqual(Array(3).fill({ data: { word: 'said' } }));
});
