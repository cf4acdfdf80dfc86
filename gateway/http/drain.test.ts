import { once } from 'node:events';
import { expect, test } from 'vitest';
import { dial, openDoor } from './door.testing.ts';

test('a gateway that is stopped answers what is under way, whole, lets nobody else in, and then is gone', async () => {
  const door = await openDoor();
  const body = JSON.stringify({ query: '{ long(length: 5000) }' });
  const head = ['POST /graphql HTTP/1.1', 'host: x', 'connection: close', 'expect: 100-continue'];
  const lines = [...head, 'content-type: application/json', `content-length: ${body.length}`];
  const { socket, heard } = dial(door.url);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  // It has begun to listen to the request, which has not said yet what it asks.
  await once(socket, 'data');
  const closed = door.close();

  await expect(fetch(`${door.url}/health/live`)).rejects.toThrow();
  socket.write(body);
  const answer = await heard;
  expect(answer).toMatch(/HTTP\/1\.1 200 /);
  expect(answer).toContain(`{"data":{"long":"${'x'.repeat(5000)}"}}`);
  await closed;
});
