import { createHmac, createPublicKey, KeyObject, sign as signBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLAIMS, Issuer, type IssuerKey, issuerKey, signToken, whoIs } from './issuer.testing.ts';

const TAKEN = ['RS256', 'ES256', 'EdDSA'];
const OTHERS = ['RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES384', 'ES512', 'Ed25519'];

const keys = new Map<string, IssuerKey>();
let issuer: Issuer;
beforeAll(async () => {
  for (const alg of [...TAKEN, ...OTHERS]) keys.set(alg, await issuerKey(alg, alg));
  issuer = await new Issuer(...keys.values()).open();
});
afterAll(() => issuer.close());

const keyOf = (alg: string) => keys.get(alg)!;
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token whose header says what it likes, signed by any means. */
function written(header: object, signature: (text: string) => Buffer): string {
  const text = `${encoded({ typ: 'at+jwt', ...header })}.${encoded(CLAIMS)}`;
  return `${text}.${signature(text).toString('base64url')}`;
}

test.each(TAKEN)('a token signed with %s is good', async (alg) => {
  expect(await whoIs(issuer.door(), await signToken(keyOf(alg)))).toBe('officer-1');
});

test.each(OTHERS)('a token signed with %s by a key that the issuer shows is UNAUTHENTICATED', async (alg) => {
  expect(await whoIs(issuer.door(), await signToken(keyOf(alg)))).toBe('UNAUTHENTICATED');
});

test.each(['none', 'None', 'NONE', 'nOnE', '', 'RS256 ', 'rs256', 'HS1', 'Ed448', 'ES256K', 'constructor'])(
  'a token that names the algorithm %j is UNAUTHENTICATED, with or without a signature',
  async (alg) => {
    for (const kid of [...TAKEN, undefined])
      for (const signature of [Buffer.alloc(0), Buffer.alloc(64), Buffer.from('x')])
        expect(
          await whoIs(
            issuer.door(),
            written({ alg, kid }, () => signature),
          ),
        ).toBe('UNAUTHENTICATED');
  },
);

test.each([null, 1, true, ['RS256'], { name: 'RS256' }, undefined])(
  'a token whose algorithm is %j is UNAUTHENTICATED',
  async (alg) => {
    const token = written({ alg, kid: 'RS256' }, () => Buffer.alloc(256));
    expect(await whoIs(issuer.door(), token)).toBe('UNAUTHENTICATED');
  },
);

test.each(['HS256', 'HS384', 'HS512'])(
  'a public key used as the secret of %s is UNAUTHENTICATED',
  async (alg) => {
    for (const name of TAKEN) {
      const { jwk } = keyOf(name);
      const shown = createPublicKey({ key: jwk as never, format: 'jwk' });
      const secrets = [
        shown.export({ type: 'spki', format: 'pem' }),
        shown.export({ type: 'spki', format: 'der' }),
        JSON.stringify(jwk),
        Buffer.from(String(jwk.n ?? jwk.x), 'base64url'),
        '',
      ];
      for (const secret of secrets) {
        const token = written({ alg, kid: jwk.kid }, (text) =>
          createHmac(`sha${alg.slice(2)}`, secret)
            .update(text)
            .digest(),
        );
        expect(await whoIs(issuer.door(), token)).toBe('UNAUTHENTICATED');
      }
    }
  },
);

test('a token that names another algorithm than its key’s is UNAUTHENTICATED', async () => {
  for (const named of TAKEN)
    for (const alg of TAKEN.filter((one) => one !== named)) {
      const token = await signToken(keyOf(alg), {}, { kid: named });
      expect(await whoIs(issuer.door(), token)).toBe('UNAUTHENTICATED');
    }
});

test('an empty, a zero and a DER signature of ES256 are UNAUTHENTICATED', async () => {
  const header = { alg: 'ES256', kid: 'ES256' };
  const { signing } = keyOf('ES256');
  const der = (text: string) => signBytes('sha256', Buffer.from(text), KeyObject.from(signing));
  for (const signature of [() => Buffer.alloc(64), () => Buffer.alloc(64, 0xff), () => Buffer.alloc(63), der])
    expect(await whoIs(issuer.door(), written(header, signature))).toBe('UNAUTHENTICATED');
});

test('a key or an address inside the token is ignored: it neither verifies nor is fetched', async () => {
  const own = await issuerKey('own');
  const elsewhere = await new Issuer(own).open();
  const address = `${elsewhere.origin}/keys`;
  const headers = [
    { jwk: own.jwk },
    { jku: address },
    { x5u: address },
    { x5c: ['AAAA'] },
    { jku: issuer.origin },
  ];
  for (const header of headers) {
    const door = issuer.door();
    for (const kid of ['own', 'ES256', undefined])
      expect(await whoIs(door, await signToken(own, {}, { ...header, kid }))).toBe('UNAUTHENTICATED');
    // Beside a good signature they change nothing.
    expect(await whoIs(door, await signToken(keyOf('ES256'), {}, header))).toBe('officer-1');
  }
  expect(elsewhere.paths).toEqual([]);
  expect(new Set(issuer.paths)).toEqual(new Set(['/jwks.json']));
  elsewhere.close();
});

test.each([
  ['an extension that nobody knows', { crit: ['grant'], grant: 'all' }],
  ['an extension that it does not carry', { crit: ['exp'] }],
  ['no extension', { crit: [] }],
  ['extensions that are no list', { crit: 'exp' }],
  ['its payload as it is', { crit: ['b64'], b64: false }],
])('a token that calls critical %s is UNAUTHENTICATED', async (_what, header) => {
  const { signing } = keyOf('ES256');
  const token = written({ alg: 'ES256', kid: 'ES256', ...header }, (text) =>
    signBytes('sha256', Buffer.from(text), { key: KeyObject.from(signing), dsaEncoding: 'ieee-p1363' }),
  );
  expect(await whoIs(issuer.door(), token)).toBe('UNAUTHENTICATED');
});

test('the same way of signing without the critical part is good, so it is that part that is refused', async () => {
  const key = KeyObject.from(keyOf('ES256').signing);
  const token = written({ alg: 'ES256', kid: 'ES256' }, (text) =>
    signBytes('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }),
  );
  expect(await whoIs(issuer.door(), token)).toBe('officer-1');
});
