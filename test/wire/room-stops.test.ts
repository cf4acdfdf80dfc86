import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { subgraph as volunteer } from '../../subgraphs/volunteer/subgraph.ts';
import { testDatabase } from '../setup/postgres.ts';
import { gatewayKey, serveOverHttp } from './room-process.ts';

/** Far less than a connection is kept for. */
const SOON_MS = 15_000;

test('a room that is stopped answers what is under way, keeps no connection for more, and is gone', async () => {
  const database = await testDatabase();
  const room = await serveOverHttp(volunteer, database.roomUrl('volunteer'), [gatewayKey('gateway-1')]);
  const message = request(room.served.url, {
    method: 'POST',
    headers: { expect: '100-continue', 'content-type': 'application/json', connection: 'keep-alive' },
  });
  message.flushHeaders();
  await once(message, 'continue');
  const begun = performance.now();
  const closed = room.close();
  message.end('{}');
  const [reply] = (await once(message, 'response')) as [IncomingMessage];
  expect([reply.statusCode, reply.headers.connection]).toEqual([401, 'close']);
  expect(await text(reply)).toContain('This room answers the gateway alone.');
  await closed;
  expect(performance.now() - begun).toBeLessThan(SOON_MS);
  await database.close();
});
