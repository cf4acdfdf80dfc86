import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compose } from '@seisi/schema/composition';
import type { Room } from '@seisi/schema/room';
import type { Viewer } from '@seisi/schema/viewer';
import { afterEach, expect, test } from 'vitest';
import { openGraph } from './graph.ts';
import { Admission } from './http/admission.ts';
import { serveGraphql } from './http/graphql.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@inaccessible"])';
const SUPERGRAPH = compose([
  { name: 'person', sdl: `${LINK} type Query { name: String basisFacts: String @inaccessible }` },
  { name: 'other', sdl: `${LINK} type Query { other: String }` },
]).supergraph;
/** More than the buffers between two processes of one machine hold. */
const NAME = 'x'.repeat(32 * 1024 * 1024);
/** Longer than the largest answer takes to be written on a busy machine: only a change ends the ground here. */
const LEASE_MS = 60_000;
const CLIENT: Viewer = {
  id: 'client',
  kind: 'AGENCY_CLIENT',
  agency: 'jkm',
  person: null,
  scopes: [],
  assurance: null,
  agreement: null,
  purpose: null,
  posting: null,
};
const BASIS = {
  kind: 'AGREEMENT',
  id: 'agreement',
  agency: 'jkm',
  purpose: 'SERVICE_DELIVERY',
  legalBasis: 'AGREEMENT',
  areas: ['MY'],
  population: 'ALL',
  classes: 0,
};

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A gateway whose one room tells the facts of grounds, at this version of them. */
async function served(version: () => number): Promise<{ server: Server; closed: Promise<void> }> {
  const person: Room = {
    name: 'person',
    execute: async ({ text }) => ({
      data: text === '{ basisFacts }' ? { basisFacts: BASIS } : { name: NAME },
    }),
    pulse: async () => ({ version: version(), holders: ['jkm'], age: 0 }),
    ready: async () => {},
    close: async () => {},
  };
  const graph = await openGraph({
    supergraphSdl: SUPERGRAPH,
    unmarked: 'open',
    rooms: [person],
    leaseMs: LEASE_MS,
  });
  const door = {
    server: graph,
    identify: async () => CLIENT,
    admission: new Admission({ most: 10, mostWaiting: 10, patienceMs: 1000 }),
    bodyLimitBytes: 10_000,
    deadlineMs: 25_000,
    now: Date.now,
  };
  const closed = Promise.withResolvers<void>();
  const server = createServer((message, response) => {
    response.once('close', closed.resolve);
    void serveGraphql(door, message, response, 'slow');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(
    () => server.closeAllConnections(),
    () => server.close(),
    () => graph.stop(),
  );
  return { server, closed: closed.promise };
}

/** A client that has read the head of the answer, and no more. */
function asking(server: Server): Promise<IncomingMessage> {
  const { port } = server.address() as AddressInfo;
  const headers = { 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers }, resolve)
      .once('error', reject)
      .end(JSON.stringify({ query: '{ name }' }));
  });
}

async function lengthOf(answer: IncomingMessage): Promise<number> {
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) length += chunk.length;
  return length;
}

test('the door looks at the ground of an answer until its last byte: who reads too slowly is cut off when it ends', async () => {
  let version = 1;
  const { server, closed } = await served(() => version);
  const answer = await asking(server);
  version = 2;
  await closed;
  await expect(lengthOf(answer)).rejects.toThrow('aborted');
});

test('while the ground stands the same answer arrives whole', async () => {
  const { server } = await served(() => 1);
  const answer = await asking(server);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await lengthOf(answer)).toBeGreaterThan(NAME.length);
});
