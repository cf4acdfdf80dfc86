import { afterEach, expect, test } from 'vitest';
import { dial, openDoor } from './door.testing.ts';
import type { Listening } from './server.ts';

let door: Listening & { readonly failures: readonly string[] };
afterEach(() => door.close());

const QUESTION = JSON.stringify({ query: '{ one }' });
const JSON_TYPE = { 'content-type': 'application/json' };
const head = (lines: readonly string[]) =>
  `${['POST /graphql HTTP/1.1', 'host: x', ...lines].join('\r\n')}\r\n`;
const post = (url: string, headers = {}, body = QUESTION) =>
  fetch(`${url}/graphql`, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body });

test('a body that comes too slowly is given up', async () => {
  door = await openDoor({ times: { requestMs: 300, headersMs: 300, lookMs: 50 } });
  const { socket, heard } = dial(door.url);
  socket.write(`${head(['content-type: application/json', 'content-length: 15'])}\r\n{"qu`);
  expect(await heard).toMatch(/^HTTP\/1\.1 408 /);
});

test('headers that come too slowly are given up', async () => {
  door = await openDoor({ times: { requestMs: 300, headersMs: 300, lookMs: 50 } });
  const { socket, heard } = dial(door.url);
  socket.write(head(['x-slow: 1']));
  expect(await heard).toMatch(/^HTTP\/1\.1 408 /);
});

test('an idle connection is closed after its time, and one that says nothing at all too', async () => {
  door = await openDoor({
    times: { keepAliveMs: 100, silenceMs: 300, requestMs: 300, headersMs: 300, lookMs: 50 },
  });
  const idle = dial(door.url);
  idle.socket.write('GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n');
  expect(await idle.heard).toMatch(/^HTTP\/1\.1 200 /);
  expect(await dial(door.url).heard).not.toContain('200');
});

test('headers that are too long are refused', async () => {
  door = await openDoor();
  const { socket, heard } = dial(door.url);
  socket.write(`${head([`x-long: ${'x'.repeat(20_000)}`])}\r\n`);
  expect(await heard).toMatch(/^HTTP\/1\.1 431 /);
});

test('requests that are sent at once are answered one by one, in order', async () => {
  door = await openDoor();
  const { socket, heard } = dial(door.url);
  const asking = (name: string, last: readonly string[] = []) => {
    const body = JSON.stringify({ query: `{ ${name}: one }` });
    const lines = ['content-type: application/json', `content-length: ${body.length}`, ...last];
    return `${head(lines)}\r\n${body}`;
  };
  socket.write(asking('a') + asking('b') + asking('c', ['connection: close']));
  const text = await heard;
  expect(text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
  expect([...text.matchAll(/\{"data":\{"(\w)":1\}\}/g)].map(([, name]) => name)).toEqual(['a', 'b', 'c']);
});

test.each([
  ['by its length', ['content-length: 10001'], ''],
  ['by what came of it', ['transfer-encoding: chunked'], `2af8\r\n${'x'.repeat(11_000)}\r\n`],
])(
  'a body that is too large is refused %s, before it is whole, and the connection ends',
  async (_how, lines, sent) => {
    door = await openDoor();
    const { socket, heard } = dial(door.url);
    socket.write(`${head(['content-type: application/json', ...lines])}\r\n${sent}`);
    const text = await heard;
    expect(text).toMatch(/^HTTP\/1\.1 413 /);
    expect(text).toMatch(/connection: close/i);
    expect(text).toContain('REQUEST_TOO_LARGE');
  },
);

test('who asks before sending is told to go on, or that it is too much', async () => {
  door = await openDoor();
  const small = dial(door.url);
  const lines = ['content-type: application/json', 'connection: close', 'expect: 100-continue'];
  small.socket.write(`${head([...lines, `content-length: ${QUESTION.length}`])}\r\n`);
  await new Promise((resolve) => small.socket.once('data', resolve));
  small.socket.write(QUESTION);
  expect(await small.heard).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
  const large = dial(door.url);
  large.socket.write(`${head([...lines, 'content-length: 10001'])}\r\n`);
  expect(await large.heard).toMatch(/^HTTP\/1\.1 413 /);
});

test('a client that sends all of a body that is too large still reads why it was refused', async () => {
  door = await openDoor();
  const response = await post(door.url, {}, 'x'.repeat(5_000_000));
  expect(response.status).toBe(413);
  expect(await response.text()).toContain('REQUEST_TOO_LARGE');
});

test.each([
  ['/graphql', 'PUT', 'GET, POST'],
  ['/graphql', 'HEAD', 'GET, POST'],
  ['/graphql', 'OPTIONS', 'GET, POST'],
  ['/graphql', 'DELETE', 'GET, POST'],
  ['/graphql', 'PATCH', 'GET, POST'],
  ['/health/live', 'POST', 'GET, HEAD'],
  ['/health/ready', 'OPTIONS', 'GET, HEAD'],
])('%s knows no %s, and says what it knows', async (path, method, allow) => {
  door = await openDoor();
  const response = await fetch(`${door.url}${path}`, { method });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe(allow);
});

test('a mutation is never taken by GET', async () => {
  door = await openDoor();
  const search = new URLSearchParams({ query: 'mutation { step }' });
  const response = await fetch(`${door.url}/graphql?${search}`, {
    headers: { 'apollo-require-preflight': '1' },
  });
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('POST');
});

test.each(['application/json', 'application/graphql-response+json'])(
  'refusals before GraphQL have their status and the form that the client takes: %s',
  async (accept) => {
    door = await openDoor({ failing: false });
    const broken = await post(door.url, { accept }, '{');
    expect(broken.status).toBe(400);
    expect(broken.headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
    const large = await post(door.url, { accept }, 'x'.repeat(10_001));
    expect(large.status).toBe(413);
    expect(large.headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
  },
);

test('who shows a token that fails is answered before the body is taken in', async () => {
  door = await openDoor({ failing: true });
  const { socket, heard } = dial(door.url);
  socket.write(`${head(['content-type: application/json', 'content-length: 9000'])}\r\n{"query"`);
  expect(await heard).toMatch(/^HTTP\/1\.1 500 /);
});

test('a packed body is refused, not misread', async () => {
  door = await openDoor();
  const response = await post(door.url, { 'content-encoding': 'gzip' });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('Packed bodies are not read.');
});

test('what failed is told under the id of the request and the name of the error, and the client is told nothing', async () => {
  door = await openDoor({ failing: true });
  const response = await post(door.url, { 'x-request-id': 'portal-17' });
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('Ana');
  const id = response.headers.get('x-request-id');
  expect(id).not.toBe('portal-17');
  expect(door.failures).toEqual([`${id} TypeError`]);
});
