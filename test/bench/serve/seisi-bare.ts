/**
 * The product's gateway and executor with every duty taken out: a supergraph without rules, grants and facts, rooms without a guard, no token. It shows
 * what access costs; the product cannot reach it, and with it nothing is protected.
 */

import { openGraph } from '@seisi/gateway/graph';
import { Admission } from '@seisi/gateway/http/admission';
import { listen } from '@seisi/gateway/http/server';
import type { Context } from '@seisi/host/context';
import { programsOf } from '@seisi/host/program/program';
import type { Passport } from '@seisi/schema/passport';
import type { Room } from '@seisi/schema/room';
import { serveOrder } from '../order.ts';
import { openPlainRooms, type PlainRoom } from '../rooms/plain-room.ts';
import { supergraphWithoutAccess } from '../rooms/without-access.ts';

const DEADLINE_MILLISECONDS = 5_000;
const BODY_LIMIT_BYTES = 1_000_000;

serveOrder(async (order) => {
  const plain = await openPlainRooms(order);
  const rooms = plain.map(bareRoom);
  const server = await openGraph({ supergraphSdl: supergraphWithoutAccess(), unmarked: 'open', rooms });
  const graphql = {
    server,
    identify: async () => null,
    admission: new Admission({ most: 128, mostWaiting: 256, patienceMs: 1000 }),
    bodyLimitBytes: BODY_LIMIT_BYTES,
    deadlineMs: DEADLINE_MILLISECONDS,
    now: Date.now,
  };
  const { url, close } = await listen(
    { graphql, ready: async () => {}, documents: {} },
    { host: '127.0.0.1', port: 0 },
  );
  return {
    url: `${url}/graphql`,
    close: async () => {
      await close();
      await server.stop();
      await Promise.all(plain.map((room) => room.close()));
    },
  };
});

/** A room as the gateway calls it; the fetches of one request share loaders. */
function bareRoom({ name, schema, contextOf, close }: PlainRoom): Room {
  const run = programsOf(schema);
  const contexts = new WeakMap<Passport, Context<unknown>>();
  return {
    name,
    execute: async ({ document, variables, passport }) => {
      const context = contexts.get(passport) ?? contextOf();
      contexts.set(passport, context);
      const { data, errors } = await run(document, variables, context, null);
      return errors.length === 0 ? { data } : { data, errors: errors.map(({ message }) => ({ message })) };
    },
    ready: async () => {},
    close,
  };
}
