import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { INQUIRY_WIRE, type InquiryBody } from '@seisi/schema/inquiry';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { factsKeyOf } from './facts-wire.ts';
import { ownInquiries } from './inquiry.ts';
import { inquiryDoor, remoteInquiry } from './inquiry-wire.ts';
import { NOW } from './testing.ts';

const MASTER = 'a master key of the house, of enough length';
const QUESTION: InquiryBody = { by: 'aid', name: 'LHDN', subject: 'somebody' };

/** Changes what is told on its way. */
let falsified: (text: string) => string;
let calls: { mac: string; body: Buffer }[];
let server: Server;
let url: string;
const source = ownInquiries({ LHDN: { by: 'aid', answer: async (subject) => ({ told: subject }) } });
const door = inquiryDoor('person', { kind: 'MASTER', keys: [MASTER] }, source);

beforeEach(async () => {
  [falsified, calls] = [(text) => text, []];
  server = createServer((message, reply) => {
    void buffer(message).then(async (body) => {
      const call = { mac: String(message.headers[INQUIRY_WIRE.header]), body };
      calls.push(call);
      const told = await door({ ...call, signal: AbortSignal.timeout(1000) }, NOW).catch(() => null);
      if (told === null) return reply.writeHead(401).end();
      return reply.writeHead(200, { [INQUIRY_WIRE.header]: told.mac }).end(falsified(told.text));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Asks as a room with its own key. */
function ask(given: Partial<InquiryBody> = {}, room = 'aid'): Promise<unknown> {
  const keys = [factsKeyOf(MASTER, room)];
  const at = { room: 'person', url, keys, now: () => NOW };
  return remoteInquiry(at)({ ...QUESTION, ...given, signal: AbortSignal.timeout(1000) });
}

test('a room is told over a wire what it may ask', async () => {
  expect(await ask()).toEqual({ told: 'somebody' });
});

test('no room asks in the name of another, nor what is another’s to ask', async () => {
  await expect(ask({}, 'oku')).rejects.toThrow('401');
  await expect(ask({ by: 'oku' }, 'oku')).rejects.toThrow('401');
  await expect(ask({ name: 'JPN' })).rejects.toThrow('401');
});

test('what was told to somebody else, or changed on its way, is not taken', async () => {
  falsified = (text) => text.replace('somebody', 'somebodx');
  await expect(ask()).rejects.toThrow('not theirs');
});

test('a call that was heard is not taken for another subject or at another time', async () => {
  await ask();
  const [{ mac, body } = { mac: '', body: Buffer.alloc(0) }] = calls;
  const signal = AbortSignal.timeout(1000);
  const other = Buffer.from(String(body).replace('somebody', 'another'));
  expect(await door({ mac, body: other, signal }, NOW)).toBeNull();
  expect(await door({ mac, body, signal }, NOW + 60_000)).toBeNull();
  expect(await door({ mac: undefined, body, signal }, NOW)).toBeNull();
});

test('a room that holds no masters finds out for nobody', async () => {
  const own = inquiryDoor('oku', { kind: 'OWN', keys: [factsKeyOf(MASTER, 'oku')] }, source);
  await ask();
  const [call = { mac: '', body: Buffer.alloc(0) }] = calls;
  expect(await own({ ...call, signal: AbortSignal.timeout(1000) }, NOW)).toBeNull();
});
