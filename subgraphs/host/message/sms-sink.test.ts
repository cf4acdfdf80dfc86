import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Message } from './message.ts';
import { internationalNumber, smsSink } from './sms-sink.ts';

let gateway: Server;
let url: string;
let status = 202;
const taken: { headers: IncomingHttpHeaders; body: unknown }[] = [];
beforeAll(async () => {
  gateway = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      taken.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
      response.writeHead(status, { location: '/elsewhere' }).end('012-345 6789 is no number');
    });
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`;
});
afterAll(() => gateway?.close());

const message: Message = {
  id: 'id-1',
  channel: 'SMS',
  to: '012-345 6789',
  subject: 'S',
  text: 'Seisi: diterima.',
};

test('an SMS is handed over under its id, with the token', async () => {
  await smsSink({ url, token: 'a token' }).send(message);
  expect(taken.splice(0)).toMatchObject([
    {
      headers: { 'idempotency-key': 'id-1', authorization: 'Bearer a token' },
      body: { id: 'id-1', to: '+60123456789', text: 'Seisi: diterima.' },
    },
  ]);
});

test('a number that cannot be served is told from a gateway that fails, without the number', async () => {
  const sink = smsSink({ url, token: null });
  for (const [answer, name] of [
    [422, 'MessageRefused'],
    [404, 'MessageFailure'],
    [429, 'MessageFailure'],
    [503, 'MessageFailure'],
    [307, 'MessageFailure'],
  ] as const) {
    status = answer;
    const error = await sink.send(message).catch((one: unknown) => one);
    expect(error).toMatchObject({ name });
    expect(String((error as Error).stack)).not.toContain('3456789');
  }
  // A redirect is not followed: the token would go along.
  expect(taken.splice(0)).toHaveLength(5);
  const away = smsSink({ url: 'http://127.0.0.1:1/', token: null });
  await expect(away.send(message)).rejects.toMatchObject({ name: 'MessageFailure' });
});

test('numbers are written as E.164 has them; what is none is sent nowhere', () => {
  expect(internationalNumber('012-345 6789')).toBe('+60123456789');
  expect(internationalNumber('+60 12 345 6789')).toBe('+60123456789');
  expect(internationalNumber('60123456789')).toBe('+60123456789');
  for (const none of ['', 'nobody', '12', '01234567890123456789012', '+60 12 345 6789, +60 1'])
    expect(() => internationalNumber(none)).toThrow('NOT_AN_ADDRESS');
});
