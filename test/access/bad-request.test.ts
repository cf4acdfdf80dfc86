import { DEVELOPMENT_ISSUER, signPersonaToken } from '@seisi/gateway/issuer/sign';
import { personas } from '@seisi/migrations/seed/personas';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { NOW, openOracle } from '../oracle/oracle.ts';
import { type AnswerError, type House, openHouse } from '../setup/house.ts';
import { expectNoticesOfNobody, expectRefusal, type Refused } from './refusal.ts';

const { rows } = openOracle();
let house: House;
beforeAll(async () => {
  house = await openHouse({ now: () => NOW });
});
afterAll(() => house?.close());
afterEach(() => expectNoticesOfNobody(house, rows));

const JSON_TYPE = { 'content-type': 'application/json' };

test.each([
  ['no JSON', '{'],
  ['nothing', ''],
  ['null', 'null'],
  ['a text', '"{ states { code } }"'],
  ['a list of questions', '[{ "query": "{ states { code } }" }]'],
  ['an object without a question', '{}'],
  ['a question that is a number', '{ "query": 1 }'],
  ['variables that are a text', '{ "query": "{ states { code } }", "variables": "x" }'],
  ['variables that are a list', '{ "query": "{ states { code } }", "variables": [] }'],
  ['extensions that are a text', '{ "query": "{ states { code } }", "extensions": "x" }'],
])('a body of %s is BAD_REQUEST', async (_name, body) => {
  const answer = await send({ body, headers: JSON_TYPE });
  expectRefusal(answer, 'BAD_REQUEST');
  expect(answer).toMatchObject({ status: 400, data: null });
});

test('a body above the limit is refused before it is read', async () => {
  const body = JSON.stringify({ query: `{ states { code } } # ${'x'.repeat(2_000_000)}` });
  const answer = await send({ body, headers: JSON_TYPE });
  expectRefusal(answer, 'REQUEST_TOO_LARGE');
  expect(answer.status).toBe(413);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
  'a body of type %s, which a foreign page could send, is refused',
  async (type) => {
    const answer = await send({
      body: '{ "query": "{ states { code } }" }',
      headers: { 'content-type': type },
    });
    expectRefusal(answer, 'BAD_REQUEST');
    expect(answer.data).toBeNull();
  },
);

test('a stored query is not served', async () => {
  const body = JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } });
  expectRefusal(await send({ body, headers: JSON_TYPE }), 'PERSISTED_QUERY_NOT_SUPPORTED');
});

const NOT_TOKENS = [
  'Bearer',
  'Bearer x',
  'Bearer a.b.c',
  'Basic dXNlcjpwYXNz',
  'bearer ..',
  `Bearer ${'a'.repeat(6_000)}.b.c`,
];

test.each(NOT_TOKENS.map((text) => [text.slice(0, 24), text]))(
  'the header `%s` is UNAUTHENTICATED',
  async (_name, authorization) => {
    const body = JSON.stringify({ query: '{ states { code } }' });
    const answer = await send({ body, headers: { ...JSON_TYPE, authorization } });
    expectRefusal(answer, 'UNAUTHENTICATED');
    expect(answer).toMatchObject({ status: 401, data: null });
  },
);

test('a token of another key is UNAUTHENTICATED', async () => {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'EdDSA' };
  const at = { issuer: DEVELOPMENT_ISSUER, now: new Date(NOW) };
  const forged = await signPersonaToken(personas['district-officer'].token, key, at);
  const [header, payload, signature] = (await house.tokenOf('district-officer')).split('.');
  const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString('utf8')) as object;
  const altered = Buffer.from(JSON.stringify({ ...claims, sub: 'officer-icu-001' })).toString('base64url');
  for (const token of [forged, `${header}.${altered}.${signature}`]) {
    const body = JSON.stringify({ query: '{ viewer { id } }' });
    const answer = await send({ body, headers: { ...JSON_TYPE, authorization: `Bearer ${token}` } });
    expectRefusal(answer, 'UNAUTHENTICATED');
    expect(answer.data).toBeNull();
  }
});

test.each(['AGR-2025-002', 'AGR-2025-004, AGR-2025-005', "AGR' or 1 = 1", '__proto__'])(
  'an agreement `%s` that the token does not allow is BASIS_REQUIRED',
  async (agreement) => {
    const headers = { 'seisi-agreement': agreement };
    const answer = await house.ask('two-agreements-client', { query: '{ states { code } }', headers });
    expectRefusal(answer, 'BASIS_REQUIRED');
    expect(answer).toMatchObject({ status: 400, data: null });
  },
);

test('a GET asks as nobody, whatever token it carries', async () => {
  const search = `?query=${encodeURIComponent('{ viewer { id } states { code } }')}`;
  const authorization = `Bearer ${await house.tokenOf('district-officer')}`;
  const answer = await send(
    { method: 'GET', headers: { authorization, 'apollo-require-preflight': 'yes' } },
    search,
  );
  expectRefusal(answer, 'UNAUTHORIZED_FIELD_OR_TYPE');
  expect(answer.data).toMatchObject({ viewer: null, states: expect.any(Array) });
});

test.each(['PUT', 'DELETE', 'PATCH'])('%s is BAD_REQUEST', async (method) => {
  const answer = await send({ method, body: '{ "query": "{ states { code } }" }', headers: JSON_TYPE });
  expectRefusal(answer, 'BAD_REQUEST');
  expect(answer).toMatchObject({ status: 405, data: null });
});

/** Sends bytes as they are. */
async function send(init: RequestInit, search = ''): Promise<Refused> {
  const response = await fetch(`${house.url}/graphql${search}`, { method: 'POST', ...init });
  const text = await response.text();
  const { errors = [], data = null } = JSON.parse(text) as { errors?: AnswerError[]; data?: unknown };
  return { status: response.status, text, errors, data };
}
