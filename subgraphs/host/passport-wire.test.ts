import { createHash, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { classSet } from '@seisi/schema/classes';
import { openPassport } from '@seisi/schema/passport';
import { PASSPORT_WIRE, type PassportClaims } from '@seisi/schema/passport-claims';
import { type JWTHeaderParameters, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { forwardedReader, passportReader, tokenOf } from './passport-wire.ts';

const NOW = Date.parse('2026-11-22T04:00:00.250Z');
const SECOND = Math.floor(NOW / 1000);
const BODY = Buffer.from('{"query":"{ agencies { code } }"}');
const CALL = { room: 'agency', method: 'POST', body: BODY };
const older = generateKeyPairSync('ed25519');
const newer = generateKeyPairSync('ed25519');
const read = passportReader({
  keys: [publicJwk('newer', newer.publicKey), publicJwk('older', older.publicKey)],
});

const forwarded = forwardedReader(
  { keys: [publicJwk('newer', newer.publicKey), publicJwk('older', older.publicKey)] },
  ['aid', 'agency'],
);

const CLAIMS: PassportClaims = {
  request: randomUUID(),
  viewer: {
    id: 'officer-1',
    kind: 'OFFICER',
    agency: 'jkm',
    person: null,
    scopes: [],
    assurance: null,
    agreement: null,
    purpose: null,
    posting: null,
  },
  basis: {
    kind: 'POSTING',
    id: 'posting-1',
    personKey: randomUUID(),
    agency: 'jkm',
    areas: ['05'],
    classes: classSet(['case']),
  },
  facts: 0,
  method: 'POST',
  body: createHash('sha256').update(BODY).digest('base64url'),
};

function publicJwk(kid: string, key: KeyObject) {
  return { ...key.export({ format: 'jwk' }), kty: 'OKP', kid, alg: 'EdDSA' };
}

type Given = {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Partial<JWTHeaderParameters>;
  readonly issuer?: string;
  readonly audience?: string | string[];
  readonly issued?: number;
  readonly expires?: number;
  readonly key?: KeyObject | Uint8Array;
};

/** A token as the gateway writes it, but for what is given. */
function token(given: Given = {}): Promise<string> {
  return new SignJWT({ ...CLAIMS, ...given.claims })
    .setProtectedHeader({ alg: 'EdDSA', typ: PASSPORT_WIRE.type, kid: 'newer', ...given.header })
    .setIssuer(given.issuer ?? PASSPORT_WIRE.issuer)
    .setAudience(given.audience ?? 'agency')
    .setIssuedAt(given.issued ?? SECOND)
    .setExpirationTime(given.expires ?? NOW / 1000 + 5)
    .sign(given.key ?? newer.privateKey);
}

test('a token of the gateway becomes a genuine passport that says what the token says and ends when it ends', async () => {
  const passport = await read(await token(), CALL, NOW);

  expect(openPassport(passport, NOW + 4999)).toBe(passport);
  expect(openPassport(passport, NOW + 5000)).toBeNull();
  expect(passport).toMatchObject({ request: CLAIMS.request, viewer: CLAIMS.viewer, basis: CLAIMS.basis });
});

test('ten seconds are the longest life, and not too long', async () => {
  expect(await read(await token({ expires: SECOND + 10 }), CALL, NOW)).not.toBeNull();
});

test('during a rotation both keys are good, each for its own `kid`', async () => {
  expect(
    await read(await token({ header: { kid: 'older' }, key: older.privateKey }), CALL, NOW),
  ).not.toBeNull();
  expect(await read(await token({ header: { kid: 'newer' }, key: older.privateKey }), CALL, NOW)).toBeNull();
  expect(await read(await token({ header: { kid: 'third' }, key: older.privateKey }), CALL, NOW)).toBeNull();
});

test('a token without a viewer is a passport without a viewer', async () => {
  const anonymous = await token({ claims: { viewer: null, basis: { kind: 'NONE' } } });
  expect(await read(anonymous, CALL, NOW)).toMatchObject({ viewer: null, basis: { kind: 'NONE' } });
});

const secret = Buffer.from(newer.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
const refused: Readonly<Record<string, Given>> = {
  'of another issuer': { issuer: 'https://issuer.example' },
  'for another room': { audience: 'person' },
  'for this room and another': { audience: ['agency', 'person'] },
  'for another method': { claims: { method: 'GET' } },
  'for another body': { claims: { body: createHash('sha256').update('{}').digest('base64url') } },
  'that has ended': { expires: NOW / 1000 },
  'that lives longer than 10 s': { expires: SECOND + 11 },
  'of 12 s ago': { issued: SECOND - 12, expires: NOW / 1000 + 1 },
  'of a time to come': { issued: SECOND + 3 },
  'of another type': { header: { typ: 'at+jwt' } },
  'signed with the public key as a secret': { header: { alg: 'HS256' }, key: secret },
  'without a request': { claims: { request: undefined } },
  'with a viewer of no known kind': { claims: { viewer: { ...CLAIMS.viewer, kind: 'ROOT' } } },
  'with a basis of no known kind': { claims: { basis: { kind: 'toString' } } },
  'with a basis that says too little': { claims: { basis: { kind: 'SELF', classes: 1 } } },
  'with a cut that is none': { claims: { basis: { ...CLAIMS.basis, cut: { purpose: 1 } } } },
  'with classes beyond the list': { claims: { basis: { ...CLAIMS.basis, classes: -1 } } },
};

test.for(Object.entries(refused))('a token %s is no passport', async ([_why, given]) => {
  expect(await read(await token(given), CALL, NOW)).toBeNull();
});

test('no token, or a text that is none, is no passport', async () => {
  for (const text of [undefined, '', 'a.b.c', '..', `${await token()}x`])
    expect(await read(text, CALL, NOW)).toBeNull();
});

test('what a room was called with it can forward, and what was made in this process it cannot', async () => {
  const text = await token();
  const passport = await read(text, CALL, NOW);
  if (passport === null) throw new Error('The passport is genuine.');
  expect(tokenOf(passport)).toBe(text);
  const again = await forwarded(text, NOW);
  expect(again).toEqual(passport);
  expect(again === null ? null : tokenOf(again)).toBeUndefined();
});

const FITS_ALL_THE_SAME = ['for another room', 'for another body'];
const refusedForwarded = Object.entries(refused).filter(([why]) => !FITS_ALL_THE_SAME.includes(why));

test.for(refusedForwarded)('a forwarded token %s is no passport', async ([_why, given]) => {
  expect(await forwarded(await token(given), NOW)).toBeNull();
});

test('a forwarded token for another room of the house is a passport whatever its body, and one for no room of it is none', async () => {
  const body = createHash('sha256').update('{}').digest('base64url');
  expect(await forwarded(await token({ audience: 'aid', claims: { body } }), NOW)).not.toBeNull();
  for (const audience of ['person', 'nowhere', ''])
    expect(await forwarded(await token({ audience }), NOW)).toBeNull();
  expect(await forwarded(undefined, NOW)).toBeNull();
});
