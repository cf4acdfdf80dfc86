import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issuerKeys } from './keys.ts';
import { type Identify, identify } from './verify.ts';

const NOW = Date.parse('2026-01-15T04:00:00Z');
const ISSUER = 'https://issuer.example';
const CLAIMS = {
  sub: 'officer-1',
  viewer_kind: 'OFFICER',
  agency: 'jkm',
  scope: 'registry:read',
  acr: 'high',
};

const close: (() => void)[] = [];
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let identifyViewer: Identify;

beforeAll(async () => {
  keys = await generateKeyPair('ES256', { extractable: true });
  const jwk: JWK = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  const server = createServer((_message, response) => response.end(JSON.stringify({ keys: [jwk] })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close.push(() => server.close());
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`);
  identifyViewer = identify({ keys: issuerKeys(url), issuer: ISSUER, audience: 'seisi', now: () => NOW });
});

afterAll(() => {
  for (const one of close) one();
});

type SigningKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
type Change = {
  claims?: object;
  header?: object;
  issuer?: string;
  audience?: string;
  expires?: number;
  key?: SigningKey;
};

const sign = ({
  claims = CLAIMS,
  header = {},
  issuer = ISSUER,
  audience = 'seisi',
  expires = NOW / 1000 + 60,
  key,
}: Change = {}) =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'one', ...header })
    .setIssuer(issuer)
    .setAudience(audience)
    .setExpirationTime(expires)
    .sign(key ?? keys.privateKey);

const refused = async (token: string) => {
  const error: unknown = await identifyViewer(`Bearer ${token}`, null).then(
    () => 'ACCEPTED',
    (thrown: unknown) => thrown,
  );
  return (error as { code?: string }).code ?? error;
};

test('no header is nobody; a good token names its viewer', async () => {
  expect(await identifyViewer(null, null)).toBeNull();
  expect(await identifyViewer(`Bearer ${await sign()}`, null)).toMatchObject({
    id: 'officer-1',
    kind: 'OFFICER',
    agency: 'jkm',
    scopes: ['registry:read'],
  });
});

test.each([
  ['expired', () => sign({ expires: NOW / 1000 - 60 })],
  ['of another issuer', () => sign({ issuer: 'https://other.example' })],
  ['for another audience', () => sign({ audience: 'other' })],
  ['of another type, such as an ID token', () => sign({ header: { typ: 'JWT' } })],
  ['signed by another key', async () => sign({ key: (await generateKeyPair('ES256')).privateKey })],
  ['with an unknown key id', () => sign({ header: { kid: 'two' } })],
  ['without a viewer kind', () => sign({ claims: { sub: 'x' } })],
  ['with a kind that does not exist', () => sign({ claims: { sub: 'x', viewer_kind: 'ROOT' } })],
  ['without a subject', () => sign({ claims: { viewer_kind: 'OFFICER' } })],
])('a token %s is UNAUTHENTICATED', async (_what, make) => {
  expect(await refused(await make())).toBe('UNAUTHENTICATED');
});

test('a token that signs itself with `none`, or with the public key as an HMAC secret, is UNAUTHENTICATED', async () => {
  const [, payload = ''] = (await sign()).split('.');
  const none = `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${payload}.`;
  expect(await refused(none)).toBe('UNAUTHENTICATED');
  const secret = Buffer.from(await exportSPKI(keys.publicKey));
  const hmac = await new SignJWT({ ...CLAIMS })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'one' })
    .setIssuer(ISSUER)
    .setAudience('seisi')
    .setExpirationTime(NOW / 1000 + 60)
    .sign(secret);
  expect(await refused(hmac)).toBe('UNAUTHENTICATED');
});

test.each(['', 'x', 'a.b', 'a.b.c', '..', 'é.é.é', `${'a'.repeat(10_000)}.b.c`])(
  'the malformed token %j is UNAUTHENTICATED, never a stack',
  async (token) => {
    expect(await refused(token)).toBe('UNAUTHENTICATED');
  },
);

test('a changed character anywhere in a token makes it UNAUTHENTICATED', async () => {
  const token = await sign();
  for (const at of [5, token.indexOf('.') + 5, token.length - 20]) {
    const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
    expect(await refused(changed)).toBe('UNAUTHENTICATED');
  }
});
