import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonDocument } from './document.ts';
import { openDoor } from './door.testing.ts';
import type { Listening } from './server.ts';

const PORTAL = 'https://portal.example.my';
const TEXT = JSON.stringify({ list: Array.from({ length: 1_000 }, (_, at) => `entry ${at}`) });
const LONG = jsonDocument(TEXT);
const documents = { '/long.json': LONG, '/page': { ...LONG, isPage: true } };

let door: Listening;
let closed: Listening;
beforeAll(async () => {
  door = await openDoor({ doors: { corsOrigins: () => [PORTAL], documents } });
  closed = await openDoor();
});
afterAll(() => Promise.all([door.close(), closed.close()]));

type Asked = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};
type Heard = {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly bytes: Buffer;
};

/** As it comes over the wire: unlike `fetch` this unpacks nothing and adds no header. */
function ask(url: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      const { statusCode = 0, headers: heard } = response;
      buffer(response).then((bytes) => resolve({ status: statusCode, headers: heard, bytes }), reject);
    });
    sent.once('error', reject).end(body);
  });
}

const question = (query: string, headers: Readonly<Record<string, string>> = {}): Asked => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ query }),
});

test('a request has an id of ours, and the name that a client gives it returns nowhere', async () => {
  const names = fc.oneof(fc.stringMatching(/^[A-Za-z0-9._-]{1,90}$/), fc.uuid());
  await fc.assert(
    fc.asyncProperty(names, async (name) => {
      const { headers } = await ask(`${door.url}/health/live`, { headers: { 'x-request-id': name } });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers['x-request-id']).not.toBe(name);
    }),
    { numRuns: 30 },
  );
});

test('every answer has an id, and says that its type is not to be guessed', async () => {
  const answers = await Promise.all([
    ask(`${door.url}/graphql`, question('{ one }')),
    ask(`${door.url}/graphql`, { method: 'PUT' }),
    ask(`${door.url}/nothing`),
    ask(`${door.url}/health/ready`),
    ask(`${door.url}/long.json`),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 405, 404, 200, 200]);
  for (const { headers } of answers) {
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers).not.toHaveProperty('server-timing');
    expect(headers).not.toHaveProperty('x-powered-by');
  }
  expect(new Set(answers.map(({ headers }) => headers['x-request-id'])).size).toBe(answers.length);
});

test('the page of an origin that is named may read answers, without credentials', async () => {
  const { headers } = await ask(`${door.url}/graphql`, question('{ one }', { origin: PORTAL }));
  expect(headers).toMatchObject({
    'access-control-allow-origin': PORTAL,
    'access-control-expose-headers': 'x-request-id, retry-after',
  });
  expect(headers['vary']).toContain('Origin');
  expect(headers).not.toHaveProperty('access-control-allow-credentials');
});

test('its preflight is answered', async () => {
  const preflight = { origin: PORTAL, 'access-control-request-method': 'POST' };
  const { status, headers, bytes } = await ask(`${door.url}/graphql`, {
    method: 'OPTIONS',
    headers: preflight,
  });
  expect(status).toBe(204);
  expect(bytes).toHaveLength(0);
  expect(headers).toMatchObject({
    'access-control-allow-origin': PORTAL,
    'access-control-allow-methods': 'GET, POST, PUT',
    'access-control-allow-headers': expect.stringContaining('authorization'),
  });
});

test.each([
  'https://portal.example.my.evil.example',
  'http://portal.example.my',
  'https://PORTAL.example.my',
  'https://portal.example.my:8443',
  'null',
  '*',
])('the page of `%s` is told nothing, before and after', async (origin) => {
  const preflight = { origin, 'access-control-request-method': 'POST' };
  const before = await ask(`${door.url}/graphql`, { method: 'OPTIONS', headers: preflight });
  const after = await ask(`${door.url}/graphql`, question('{ one }', { origin }));
  expect(before.status).toBe(405);
  for (const { headers } of [before, after]) {
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(headers['vary']).toContain('Origin');
  }
});

test('where no origin is named none is allowed', async () => {
  const { headers } = await ask(`${closed.url}/graphql`, question('{ one }', { origin: PORTAL }));
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
});

const unpack = { br: brotliDecompressSync, gzip: gunzipSync };

test.each(['br', 'gzip'] as const)(
  'what is told to nobody in particular is packed by %s where that pays',
  async (way) => {
    const packed = { 'accept-encoding': way };
    const long = await ask(`${door.url}/graphql`, question('{ long(length: 5000) }', packed));
    expect(long.headers['content-encoding']).toBe(way);
    expect(long.headers['vary']).toContain('Accept-Encoding');
    expect(long.bytes.length).toBeLessThan(500);
    expect(JSON.parse(unpack[way](long.bytes).toString())).toEqual({ data: { long: 'x'.repeat(5_000) } });
    const document = await ask(`${door.url}/long.json`, { headers: packed });
    expect(document.headers['content-encoding']).toBe(way);
    expect(unpack[way](document.bytes).toString()).toBe(TEXT);
    const short = await ask(`${door.url}/graphql`, question('{ one }', packed));
    expect(short.headers).not.toHaveProperty('content-encoding');
  },
);

test.each([undefined, 'identity', 'gzip;q=0, br;q=0', 'deflate', 'zstd'])(
  'a client that takes neither (%s) gets it as it is',
  async (accepted) => {
    const headers: Record<string, string> = accepted === undefined ? {} : { 'accept-encoding': accepted };
    const { headers: heard, bytes } = await ask(
      `${door.url}/graphql`,
      question('{ long(length: 5000) }', headers),
    );
    expect(heard).not.toHaveProperty('content-encoding');
    expect(JSON.parse(bytes.toString())).toEqual({ data: { long: 'x'.repeat(5_000) } });
  },
);

test('what is told to someone is never packed: its length would tell what stands in it', async () => {
  const headers = { 'accept-encoding': 'br, gzip', authorization: 'Bearer officer' };
  const { headers: heard, bytes } = await ask(
    `${door.url}/graphql`,
    question('{ long(length: 5000) }', headers),
  );
  expect(heard).not.toHaveProperty('content-encoding');
  expect(heard['cache-control']).toBe('private, no-store');
  expect(JSON.parse(bytes.toString()).data.long).toHaveLength(5_000);
});

test('a document is had by its head alone, and may be kept; a page is for browsers', async () => {
  const { status, headers, bytes } = await ask(`${door.url}/long.json`, { method: 'HEAD' });
  expect([status, bytes.length, headers['content-length']]).toEqual([200, 0, String(TEXT.length)]);
  expect(headers['cache-control']).toBe('public, max-age=300');
  expect((await ask(`${door.url}/page`)).status).toBe(404);
  expect((await ask(`${door.url}/page`, { headers: { accept: 'text/html,*/*;q=0.8' } })).status).toBe(200);
});
