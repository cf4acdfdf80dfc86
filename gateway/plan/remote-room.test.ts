import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Grant } from '@seisi/schema/grant-mint';
import { PASSPORT_WIRE } from '@seisi/schema/passport-claims';
import { Passport } from '@seisi/schema/passport-mint';
import type { RoomRequest, RoomResult } from '@seisi/schema/room';
import { NO_BASIS } from '@seisi/schema/viewer';
import { parse } from 'graphql';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { passportSigner } from './passport-wire.ts';
import { remoteRoom } from './remote-room.ts';

const TEXT = '{ agencies { code } }';
const pair = generateKeyPairSync('ed25519');
const sign = passportSigner({ ...pair.privateKey.export({ format: 'jwk' }), kid: 'gateway-1' });
const passport = new Passport({
  request: randomUUID(),
  viewer: null,
  basis: NO_BASIS,
  facts: 0,
  expires: Date.now() + 60_000,
});

let answer: (message: IncomingMessage, reply: ServerResponse, body: string) => void;
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((message, reply) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => answer(message, reply, Buffer.concat(chunks).toString()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function execute(variables: Readonly<Record<string, unknown>> = {}, signal = AbortSignal.timeout(5000)) {
  const room = remoteRoom({ name: 'agency', url: `${origin}/graphql`, sign, answerBytes: 1000 });
  return room.execute({ document: parse(TEXT), text: TEXT, variables, passport, signal });
}

function answering(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): void {
  answer = (_message, reply) => reply.writeHead(status, headers).end(body);
}

test('a room is sent the text, the variables with grants as text, and a passport for exactly those bytes', async () => {
  const seen: { message?: IncomingMessage; body: string } = { body: '' };
  answer = (message, reply, body) => {
    Object.assign(seen, { message, body });
    reply.end('{"data":{"agencies":[]}}');
  };
  const grant = new Grant(
    {
      ...{ subject: 's', viewer: 'v', request: 'r', expires: 1 },
      ...{ classes: 1, byConsent: 0, byIncident: 0, incidents: [], isSealed: false },
    },
    () => '2.1.0.0.0.tag',
  );
  expect(await execute({ representations: [{ grant }] })).toEqual({ data: { agencies: [] } });

  expect(JSON.parse(seen.body)).toEqual({
    query: TEXT,
    variables: { representations: [{ grant: '2.1.0.0.0.tag' }] },
  });
  const keys = createLocalJWKSet({
    keys: [{ ...pair.publicKey.export({ format: 'jwk' }), kty: 'OKP', kid: 'gateway-1' }],
  });
  const { payload } = await jwtVerify(String(seen.message?.headers[PASSPORT_WIRE.header]), keys, {
    issuer: PASSPORT_WIRE.issuer,
    audience: 'agency',
    typ: PASSPORT_WIRE.type,
  });
  expect(payload).toMatchObject({
    request: passport.request,
    viewer: null,
    basis: { kind: 'NONE' },
    facts: 0,
    method: 'POST',
    body: createHash('sha256').update(seen.body).digest('base64url'),
  });
  expect(Number(payload.exp) - Number(payload.iat)).toBeLessThanOrEqual(PASSPORT_WIRE.seconds);
});

test('data and errors come back as the room gave them', async () => {
  const result = {
    data: { agencies: null },
    errors: [{ message: 'No.', path: ['agencies', 0], extensions: { code: 'X' } }],
  };
  answering(JSON.stringify(result));
  expect(await execute()).toEqual(result);
});

test.for([
  ['another status', 'secret', 500, {}],
  ['a refusal', '{"errors":[{"message":"secret"}]}', 401, {}],
  ['nothing', '', 200, {}],
  ['no JSON', '<secret>', 200, {}],
  ['a list', '[]', 200, {}],
  ['neither data nor errors', '{"secret":1}', 200, {}],
  ['data of another shape', '{"data":["secret"]}', 200, {}],
  ['errors of another shape', '{"data":{},"errors":{"message":"secret"}}', 200, {}],
  ['an error without a message', '{"data":{},"errors":[{"path":["secret"]}]}', 200, {}],
  ['an error with a path of another shape', '{"data":{},"errors":[{"message":"","path":[{}]}]}', 200, {}],
  ['more than the limit', `{"data":{"secret":"${'x'.repeat(1000)}"}}`, 200, {}],
  ['a redirect', '', 307, { location: '/elsewhere' }],
] as const)(
  'an answer of %s throws, and the error holds nothing of it',
  async ([_what, body, status, headers]) => {
    answering(body, status, headers);
    const error = await execute().then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).not.toContain('secret');
  },
);

test('a redirect is not followed', async () => {
  const paths: (string | undefined)[] = [];
  answer = (message, reply) => {
    paths.push(message.url);
    reply.writeHead(307, { location: '/elsewhere' }).end();
  };
  await expect(execute()).rejects.toThrow();
  expect(paths).toEqual(['/graphql']);
});

test('a room that does not answer in time is left', async () => {
  answer = () => {};
  await expect(execute({}, AbortSignal.timeout(50))).rejects.toThrow('timeout');
});

test('a room is ready when its health says so', async () => {
  const room = remoteRoom({ name: 'agency', url: `${origin}/graphql`, sign });
  answer = (message, reply) => reply.writeHead(message.url === '/health' ? 200 : 404).end();
  await expect(room.ready()).resolves.toBeUndefined();
  answering('', 503);
  await expect(room.ready()).rejects.toThrow('agency');
});

test('of those asked about it tells who is within reach, and takes no answer that is not about them', async () => {
  const room = remoteRoom({ name: 'person', url: `${origin}/graphql`, sign, answerBytes: 1000 });
  const seen: { url?: string | undefined; body: string } = { body: '' };
  const subjects = ['a', 'b'].map((key) => ({ type: 'Person', key }));
  const reached = () =>
    room.reached?.({ passport, dataClass: 'aid', subjects, signal: AbortSignal.timeout(5000) });
  answer = (message, reply, body) => {
    Object.assign(seen, { url: message.url, body });
    reply.end('{"reached":["b"]}');
  };
  expect(await reached()).toEqual(['b']);
  expect([seen.url, JSON.parse(seen.body)]).toEqual(['/reach', { dataClass: 'aid', subjects }]);
  for (const wrong of [
    '{"reached":["c"]}',
    '{"reached":"a"}',
    '{"reached":[null]}',
    '[]',
    'null',
    '',
    '{}',
  ]) {
    answering(wrong);
    await expect(reached()).rejects.toThrow('person');
  }
  answering('{"reached":["a"]}', 401);
  await expect(reached()).rejects.toThrow('person');
});

/** Answers each query of a body with its number, one that is alone without a list; tells how many queries each body had. */
function counting(): number[] {
  const counts: number[] = [];
  const result = ({ variables }: { variables: { n: number } }) => ({
    data: { agencies: [{ code: String(variables.n) }] },
  });
  answer = (_message, reply, body) => {
    const asked = JSON.parse(body);
    counts.push(Array.isArray(asked) ? asked.length : 0);
    reply.end(JSON.stringify(Array.isArray(asked) ? asked.map(result) : result(asked)));
  };
  return counts;
}

function several(count: number, of: (n: number) => Partial<RoomRequest> = () => ({})) {
  const room = remoteRoom({ name: 'agency', url: `${origin}/graphql`, sign });
  const signal = AbortSignal.timeout(5000);
  const request = { document: parse(TEXT), text: TEXT, passport, signal };
  return Promise.allSettled(
    Array.from({ length: count }, (_, n) => room.execute({ ...request, variables: { n }, ...of(n) })),
  );
}

const codes = (outcomes: readonly PromiseSettledResult<RoomResult>[]) =>
  outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.data : outcome.reason.message));
const numbered = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ agencies: [{ code: String(n) }] }));

test('fetches of one level are one HTTP request, under one passport for all its bytes', async () => {
  const counts = counting();

  expect(codes(await several(3))).toEqual(numbered(3));
  expect(counts).toEqual([3]);
});

test('fetches of another request, and more or longer ones than a room takes at once, go by themselves', async () => {
  const counts = counting();
  const otherPassport = new Passport({ ...passport, request: randomUUID() });
  expect(codes(await several(2, (n) => (n === 1 ? { passport: otherPassport } : {})))).toEqual(numbered(2));
  expect(counts.splice(0)).toEqual([0, 0]);

  expect(codes(await several(17))).toEqual(numbered(17));
  expect(counts.splice(0)).toEqual(Array(17).fill(0));
  const long = 'x'.repeat(150_000);
  expect(codes(await several(2, (n) => ({ variables: { n, long } })))).toEqual(numbered(2));
  expect(counts).toEqual([0, 0]);
});

test('a mutation never goes with others', async () => {
  const counts = counting();
  const text = 'mutation { act }';
  await several(3, (n) => (n === 1 ? { document: parse(text), text } : {}));

  expect(counts.toSorted()).toEqual([0, 2]);
});

test('a room that does not answer each of several fetches has answered none of them', async () => {
  for (const body of [
    '[]',
    '{"data":{"agencies":[]}}',
    '[{"data":{}},{"data":{}},{"data":{}}]',
    '[{"data":{}},7]',
  ]) {
    answering(body);
    expect((await several(2)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  }
});
