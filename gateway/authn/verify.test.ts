import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  CLAIMS,
  ISSUER,
  Issuer,
  type IssuerKey,
  issuerKey,
  NOTHING_CHOSEN,
  SECOND,
  signToken,
  whoIs,
} from './issuer.testing.ts';
import type { Identify } from './verify.ts';

let key: IssuerKey;
let issuer: Issuer;
let door: Identify;
beforeAll(async () => {
  key = await issuerKey('one');
  issuer = await new Issuer(key).open();
  door = issuer.door();
});
afterAll(() => issuer.close());

test('no header is nobody; a good token names its viewer', async () => {
  expect(await door(null, NOTHING_CHOSEN)).toBeNull();
  expect(await door(`Bearer ${await signToken(key)}`, NOTHING_CHOSEN)).toMatchObject({
    id: 'officer-1',
    kind: 'OFFICER',
    agency: 'jkm',
    scopes: ['registry:read'],
    assurance: 'high',
  });
});

test.each([
  ['expired', { exp: SECOND - 60 }],
  ['expired since the first second beyond tolerance', { exp: SECOND - 5 }],
  ['that expired before there were clocks', { exp: -1 }],
  ['without an end', { exp: undefined }],
  ['whose end is a text', { exp: String(SECOND + 600) }],
  ['whose end is null', { exp: null }],
  ['whose end is beyond all dates', { exp: 8_640_000_000_001 }],
  ['whose end is the largest number', { exp: Number.MAX_VALUE }],
  ['not valid yet', { nbf: SECOND + 60 }],
  ['not valid until the first second beyond tolerance', { nbf: SECOND + 6 }],
  ['whose beginning is a text', { nbf: '0' }],
  ['issued in the future', { iat: SECOND + 60 }],
  ['issued in the first second beyond tolerance', { iat: SECOND + 6 }],
  ['whose issue is a text', { iat: String(SECOND) }],
  ['of another issuer', { iss: 'https://other.example' }],
  ['of an issuer that begins alike', { iss: `${ISSUER}.attacker.example` }],
  ['of several issuers', { iss: [ISSUER, 'https://other.example'] }],
  ['of no issuer', { iss: undefined }],
  ['for another audience', { aud: 'other' }],
  ['for an audience that begins alike', { aud: 'seisi2' }],
  ['for other audiences', { aud: ['other', 'seisi2'] }],
  ['for nobody', { aud: [] }],
  ['for lists of audiences', { aud: [['seisi']] }],
  ['for an audience that is an object', { aud: { seisi: true } }],
  ['without an audience', { aud: undefined }],
  ['without a subject', { sub: undefined }],
  ['with an empty subject', { sub: '' }],
  ['whose subject is a number', { sub: 1 }],
  ['whose subject holds NUL', { sub: 'officer-1\0' }],
  ['whose subject holds half a character', { sub: 'officer-1\ud800' }],
  ['without a viewer kind', { viewer_kind: undefined }],
  ['with a kind that does not exist', { viewer_kind: 'ROOT' }],
  ['with a kind that every object has', { viewer_kind: 'constructor' }],
  ['with two kinds', { viewer_kind: ['OFFICER', 'SYSTEM'] }],
])('a token %s is UNAUTHENTICATED', async (_what, claims) => {
  expect(await whoIs(door, await signToken(key, claims))).toBe('UNAUTHENTICATED');
});

test.each([
  ['that expired within tolerance', { exp: SECOND - 4 }],
  ['with fractions of seconds', { exp: SECOND + 0.5, nbf: SECOND - 0.5 }],
  ['that ends with the last date', { exp: 8_640_000_000_000 }],
  ['valid within tolerance', { nbf: SECOND + 5 }],
  ['issued within tolerance', { iat: SECOND + 5 }],
  ['for several audiences', { aud: ['other', 'seisi'] }],
  ['with claims that nobody knows', { admin: true, grant: 'x', ['__proto__']: 'SYSTEM' }],
])('a token %s is good', async (_what, claims) => {
  expect(await whoIs(door, await signToken(key, claims))).toBe('officer-1');
});

test.each([
  ['an ID token', { typ: 'JWT' }],
  ['a token of no type', { typ: undefined }],
  ['a refresh token', { typ: 'rt+jwt' }],
  ['a token whose type is a list', { typ: ['at+jwt'] }],
  ['a token with another key id', { kid: 'two' }],
  ['a token whose key id is a path', { kid: '../../one' }],
  ['a token whose key id is an address', { kid: 'file:///etc/passwd' }],
  ['a token whose key id is SQL', { kid: "one' or '1'='1" }],
  ['a token whose key id is empty', { kid: '' }],
  ['a token whose key id is a list', { kid: ['one'] }],
  ['a token whose key id is what every object has', { kid: '__proto__' }],
])('%s is UNAUTHENTICATED', async (_what, header) => {
  expect(await whoIs(door, await signToken(key, {}, header))).toBe('UNAUTHENTICATED');
});

test('the type may be written out (RFC 9068 §4), and the key id left out where one key fits', async () => {
  expect(await whoIs(door, await signToken(key, {}, { typ: 'application/at+jwt' }))).toBe('officer-1');
  expect(await whoIs(door, await signToken(key, {}, { kid: undefined }))).toBe('officer-1');
});

test('a token signed by another key is UNAUTHENTICATED, whatever key id it bears', async () => {
  expect(await whoIs(door, await signToken(await issuerKey('one')))).toBe('UNAUTHENTICATED');
});

test('scopes are read from a text and from a list', async () => {
  const scopesOf = async (scope: unknown) =>
    (await door(`Bearer ${await signToken(key, { scope })}`, NOTHING_CHOSEN))?.scopes;
  expect(await scopesOf('a  b')).toEqual(['a', 'b']);
  expect(await scopesOf(['a', 'b'])).toEqual(['a', 'b']);
  expect(await scopesOf(['a', 1, null, ['c']])).toEqual(['a']);
  expect(await scopesOf({ a: true })).toEqual([]);
  expect(await scopesOf(undefined)).toEqual([]);
});

test('a refusal says its kind, and nothing of the token', async () => {
  const message = async (claims: object) =>
    door(`Bearer ${await signToken(key, claims)}`, NOTHING_CHOSEN).then(
      () => '',
      (error: Error) => error.message,
    );
  expect(await message({ exp: SECOND - 60 })).toContain('expired');
  const others = await Promise.all([
    message({ aud: 'other' }),
    message({ iss: 'x' }),
    message({ nbf: SECOND + 60 }),
  ]);
  for (const one of others) expect(one).not.toMatch(/aud|iss\b|nbf|other|officer/);
});

test('a token is good until it expires, also where it was verified before', async () => {
  const token = await signToken(key, { ...CLAIMS, exp: SECOND + 600 });
  expect(await whoIs(door, token)).toBe('officer-1');
  const before = issuer.now;
  issuer.now += 606_000;
  expect(await whoIs(door, token)).toBe('UNAUTHENTICATED');
  issuer.now = before;
});
