import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { PASSPORT_WIRE } from '@seisi/schema/passport-claims';
import { Passport } from '@seisi/schema/passport-mint';
import { NO_BASIS } from '@seisi/schema/viewer';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { passportSigner } from './passport-wire.ts';
import { remoteRoom } from './remote-room.ts';

const pair = generateKeyPairSync('ed25519');
const KEY_ID = 'gateway-1';
const QUESTION = { act: 'READ', ticket: 'sealed', stored: null } as const;

let server: Server;
let url: string;
let answer: { readonly status: number; readonly text: string };
let seen: { readonly message: IncomingMessage; readonly body: string };
beforeAll(async () => {
  server = createServer((message, reply) => {
    void textOf(message).then((body) => {
      seen = { message, body };
      reply.writeHead(answer.status).end(answer.text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function ask(text: string, status = 200) {
  answer = { status, text };
  const sign = passportSigner({ ...pair.privateKey.export({ format: 'jwk' }), kid: KEY_ID });
  const expires = Date.now() + 60_000;
  const passport = new Passport({ request: randomUUID(), viewer: null, basis: NO_BASIS, facts: 0, expires });
  return remoteRoom({ name: 'agency', url, sign }).document?.({
    ...{ ...QUESTION, passport, signal: AbortSignal.timeout(5000) },
  });
}

test('a room elsewhere is asked of a ticket with a passport for exactly that body', async () => {
  expect(await ask('{"answer":null}')).toBeNull();
  expect([seen.message.url, JSON.parse(seen.body)]).toEqual(['/documents', QUESTION]);
  const keys = createLocalJWKSet({ keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kid: KEY_ID }] });
  const { payload } = await jwtVerify(String(seen.message.headers[PASSPORT_WIRE.header]), keys);
  const body = createHash('sha256').update(seen.body).digest('base64url');
  expect(payload).toMatchObject({ aud: 'agency', method: 'POST', body });
});

test('what is no answer tells nothing', async () => {
  for (const text of ['{}', '[]', 'no JSON', '{"answer":{"kind":"READ"}}', '{"answer":true}'])
    await expect(ask(text)).rejects.toThrow('The room agency does not tell of its documents.');
  await expect(ask('{"answer":null}', 401)).rejects.toThrow();
});
