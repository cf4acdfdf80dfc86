import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ticketPath } from '@seisi/schema/document/ticket';
import { RegistryError } from '@seisi/schema/errors';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SAMPLES } from './documents/samples.testing.ts';
import { MOST_BYTES, openPapers } from './documents.testing.ts';
import { dial } from './http/door.testing.ts';

const PDF = SAMPLES['application/pdf'];
const GOOD = ticketPath('papers', 'good');
const TOKEN = { authorization: 'Bearer officer' };

let papers: Awaited<ReturnType<typeof openPapers>>;
beforeEach(async () => {
  papers = await openPapers();
});
afterEach(() => papers.close());

type Sent = { readonly path?: string; readonly headers?: Record<string, string>; readonly bytes?: Buffer };

async function put({ path = GOOD, headers = {}, bytes = PDF }: Sent = {}) {
  const response = await fetch(`${papers.url}${path}`, {
    method: 'PUT',
    headers: { ...TOKEN, 'content-type': 'application/pdf', ...headers },
    body: new Uint8Array(bytes),
  });
  return { status: response.status, text: await response.text() };
}

async function get(path = GOOD, headers: Record<string, string> = TOKEN) {
  const response = await fetch(`${papers.url}${path}`, { headers });
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}

const codeOf = (text: string) => JSON.parse(text).errors[0].extensions.code;

test('a document is sent and read again, byte for byte, as a file that no browser takes for anything else', async () => {
  expect(await put()).toEqual({
    status: 201,
    text: JSON.stringify({ document: { size: PDF.length, mediaType: 'application/pdf' } }),
  });
  const { status, headers, bytes } = await get();
  expect([status, bytes.equals(PDF)]).toEqual([200, true]);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': 'attachment; filename="paper.pdf"',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'content-security-policy': "default-src 'none'; sandbox",
  });
});

test('the same bytes again are the same object', async () => {
  await put();
  await put();
  expect([papers.files().length, papers.behind.kept.length]).toEqual([1, 2]);
});

test.each([
  ['another type than it is', { 'content-type': 'image/png' }, PDF],
  ['a page that says that it is a PDF', {}, Buffer.from('<html><script>alert(1)</script></html>')],
  ['nothing at all', {}, Buffer.alloc(0)],
])(
  'a document that lies about its type is refused, and nothing is kept: %s',
  async (_what, headers, bytes) => {
    const { status, text } = await put({ headers, bytes });
    expect([status, codeOf(text)]).toEqual([415, 'DOCUMENT_REFUSED']);
    expect([papers.files(), papers.behind.kept]).toEqual([[], []]);
  },
);

test('one that is too large is refused, whether it says so or not, and nothing is kept', async () => {
  const large = Buffer.concat([PDF, Buffer.alloc(MOST_BYTES)]);
  const said = await put({ bytes: large });
  expect([said.status, codeOf(said.text)]).toEqual([413, 'REQUEST_TOO_LARGE']);
  const { socket, heard } = dial(papers.url);
  socket.write(`${head('transfer-encoding: chunked')}\r\n\r\n`);
  for (let sent = 0; sent <= MOST_BYTES; sent += 10_000) socket.write(`2710\r\n${'x'.repeat(10_000)}\r\n`);
  socket.write('0\r\n\r\n');
  expect(await heard).toMatch(/^HTTP\/1.1 413 .*"code":"REQUEST_TOO_LARGE"/s);
  expect([papers.files(), papers.behind.kept]).toEqual([[], []]);
});

test('who asks before sending is told first: no ticket, too large, or go on', async () => {
  const answers = async (lines: string, path?: string, body?: Buffer) => {
    const { socket, heard } = dial(papers.url);
    socket.write(`${head(`expect: 100-continue\r\nconnection: close\r\n${lines}`, path)}\r\n\r\n`);
    socket.once('data', (text) => {
      if (body !== undefined && String(text).includes('100 Continue')) socket.write(body);
    });
    return (await heard).split('\r\n', 1)[0];
  };
  const told = await Promise.all([
    answers('content-length: 5', ticketPath('papers', 'bad')),
    answers(`content-length: ${MOST_BYTES + 1}`),
    answers(`content-length: ${PDF.length}`, undefined, PDF),
  ]);
  expect(told.map((line) => line?.replace('HTTP/1.1 ', ''))).toEqual([
    ...['404 Not Found', '413 Payload Too Large', '100 Continue'],
  ]);
  expect(papers.behind.kept).toHaveLength(1);
});

test('without a ticket that is good, for this room, nobody learns more than that, byte for byte', async () => {
  await put();
  const paths = [ticketPath('papers', 'bad'), ticketPath('other', 'good'), ticketPath('nowhere', 'good')];
  const puts = await Promise.all(paths.map((path) => put({ path })));
  expect(new Set(puts.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  const gets = await Promise.all(paths.map((path) => get(path)));
  expect(new Set(gets.map(({ status, bytes }) => `${status} ${bytes}`))).toEqual(
    new Set([`${puts[0]?.status} ${puts[0]?.text}`]),
  );
  expect([puts[0]?.status, codeOf(puts[0]?.text ?? '')]).toEqual([404, 'NOT_FOUND']);
});

test('without a token nothing is taken or given', async () => {
  await put();
  const gone = await get(undefined, {});
  expect([gone.status, gone.bytes.includes('UNAUTHENTICATED')]).toEqual([401, true]);
  const { status } = await put({ headers: { authorization: 'Bearer nobody' } });
  expect([status, papers.behind.kept.length]).toEqual([401, 1]);
});

test('an upload that is killed half-way leaves nothing', async () => {
  const { socket, heard } = dial(papers.url);
  socket.write(`${head(`content-length: ${PDF.length}`)}\r\n\r\n`);
  await new Promise((resolve) => socket.write(PDF.subarray(0, PDF.length / 2), resolve));
  socket.destroy();
  expect(await heard).toBe('');
  expect((await put()).status).toBe(201);
  expect([papers.files().length, papers.behind.kept.length, papers.failures]).toEqual([1, 1, []]);
});

test('a store that is away answers 503 and the room is told nothing; the same once more is kept', async () => {
  papers.behind.store = () => ({
    put: () => Promise.reject(new Error('ECONNREFUSED')),
    get: () => Promise.reject(new Error('ECONNREFUSED')),
  });
  const { status, text } = await put();
  expect([status, codeOf(text), papers.behind.kept]).toEqual([503, 'SOURCE_UNAVAILABLE', []]);
  expect(papers.failures).toEqual(['store: Error']);
  papers.behind.store = (own) => own;
  expect((await put()).status).toBe(201);
  papers.behind.store = () => ({ put: async () => {}, get: () => Promise.reject(new Error('ECONNREFUSED')) });
  expect((await get()).status).toBe(503);
});

test('a room that goes away after the bytes are stored answers 503; the same once more is one document', async () => {
  papers.behind.store = (own) => ({
    ...own,
    put: async (...given) => {
      await own.put(...given);
      papers.behind.isRoomAway = true;
    },
  });
  expect((await put()).status).toBe(503);
  papers.behind.store = (own) => own;
  expect((await put()).status).toBe(503);
  papers.behind.isRoomAway = false;
  expect((await put()).status).toBe(201);
  expect([papers.files().length, papers.behind.kept.length]).toEqual([1, 1]);
});

test('what holds malware is refused, and what could not be looked at is not taken; nothing is kept of either', async () => {
  papers.behind.scan = async () => 'Eicar-Signature';
  const { status, text } = await put();
  expect([status, codeOf(text)]).toEqual([415, 'DOCUMENT_REFUSED']);
  papers.behind.scan = () => Promise.reject(new Error('It is away.'));
  expect((await put()).status).toBe(503);
  expect([papers.files(), papers.behind.kept]).toEqual([[], []]);
});

test('bytes that are not those that were kept are given to nobody, and the operator is told', async () => {
  await put();
  const [file] = papers.files();
  const path = join(file?.parentPath ?? '', file?.name ?? '');
  writeFileSync(path, readFileSync(path).fill(0, 20, 30));
  expect((await get()).status).toBe(503);
  expect(papers.failures).toEqual(['store: DocumentAltered']);
});

test('a ground that has ended since ends the reading before its first byte', async () => {
  await put();
  papers.behind.standing = { stands: () => false, standsAnew: async () => false, otherwise: 'It has ended.' };
  const { status, bytes } = await get();
  expect([status, bytes.includes(PDF), bytes.includes('It has ended.')]).toEqual([503, false, true]);
});

test('whoever has sent and read too much is told when to come again, before anything is asked or taken', async () => {
  const headers = new Map([['retry-after', '7']]);
  papers.behind.charge = () =>
    Promise.reject(new RegistryError('THROTTLED', 'Later.', { http: { status: 429, headers } }));
  const { status, headers: told } = await get();
  expect([status, told.get('retry-after'), (await put()).status]).toEqual([429, '7', 429]);
  expect(papers.files()).toEqual([]);
});

test('nothing but GET and PUT is served there', async () => {
  for (const method of ['POST', 'DELETE', 'HEAD', 'PATCH']) {
    const response = await fetch(`${papers.url}${GOOD}`, { method, headers: TOKEN });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, PUT']);
  }
});

function head(lines: string, path = GOOD): string {
  return `PUT ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer officer\r\ncontent-type: application/pdf\r\n${lines}`;
}
