import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { PERSONA_NAMES } from '@seisi/migrations/seed/personas';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../setup/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

/** As it is sent: `fetch` names its own host. */
function askFor(
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly status: number | undefined; readonly body: string }> {
  return new Promise((resolve, reject) => {
    get(`${house.url}${path}`, { headers, agent: false }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode, body }), reject);
    }).once('error', reject);
  });
}

test('a browser that opens the address gets a page that loads from there alone', async () => {
  const page = await fetch(house.url, { headers: BROWSER });
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/);
  const html = await page.text();
  const loaded = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => String(path));
  const paths = loaded.filter((path) => path !== 'data:,');
  expect(paths.every((path) => path.startsWith('/graphiql/'))).toBe(true);
  for (const path of paths) expect((await fetch(`${house.url}${path}`)).status).toBe(200);
});

test('a program that asks for the address gets no page', async () => {
  expect((await fetch(house.url)).status).toBe(404);
});

test('the page is given a token of every persona, as it is signed for its bearer', async () => {
  const response = await fetch(`${house.url}/graphiql/personas.json`, {
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  const { personas } = (await response.json()) as { personas: { name: string; token: string }[] };
  expect(personas[0]?.name).toBe('district-officer');
  const bearer = decodeJwt(await house.tokenOf('district-officer'));
  expect(decodeJwt(String(personas[0]?.token)).sub).toBe(bearer.sub);
  expect(personas).toHaveLength(PERSONA_NAMES.length);
});

test.each([
  ['another name that points here', { host: 'evil.example' }],
  ['another name that begins alike', { host: 'localhost.evil.example' }],
  ['a page of elsewhere', { 'sec-fetch-site': 'cross-site' }],
  ['a page of another port', { 'sec-fetch-site': 'same-site' }],
])('tokens are refused to %s', async (_who, headers) => {
  const { status, body } = await askFor('/graphiql/personas.json', headers);
  expect(status).toBe(403);
  expect(body).not.toContain('token');
});
