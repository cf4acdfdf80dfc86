import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLAIMS, Issuer, type IssuerKey, issuerKey, SECOND, signToken, whoIs } from './issuer.testing.ts';
import { bearerToken, isWellWritten } from './token-text.ts';
import type { Identify } from './verify.ts';

let key: IssuerKey;
let issuer: Issuer;
let door: Identify;
let good: string;
beforeAll(async () => {
  key = await issuerKey('one');
  issuer = await new Issuer(key).open();
  door = issuer.door();
  good = await signToken(key);
});
afterAll(() => issuer.close());

const HEADER = '{"alg":"ES256","typ":"at+jwt","kid":"one"}';

/** Signs exactly these bytes, as a careless issuer could. */
async function signText(header: string | Buffer, claims: string | Buffer): Promise<string> {
  const text = [header, claims].map((part) => Buffer.from(part).toString('base64url')).join('.');
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(algorithm, key.signing, Buffer.from(text));
  return `${text}.${Buffer.from(signature).toString('base64url')}`;
}

const claimsWith = (more: string) => `${JSON.stringify(CLAIMS).slice(0, -1)},${more}}`;

test('bytes signed as they are make a good token, so that what is refused below is refused for what it says', async () => {
  expect(await whoIs(door, await signText(HEADER, JSON.stringify(CLAIMS)))).toBe('officer-1');
  const spaced = JSON.stringify({ ...CLAIMS, 'a"b\\': { c: [{}, ':', 'x":'] } }, null, 2);
  expect(await whoIs(door, await signText(HEADER, spaced))).toBe('officer-1');
});

test.each([
  ['a header that names its key twice', '{"alg":"ES256","kid":"two","typ":"at+jwt","kid":"one"}', ''],
  ['a header that names its algorithm twice', '{"alg":"none","alg":"ES256","typ":"at+jwt","kid":"one"}', ''],
  ['an algorithm named twice, once in escapes', `{"alg":"ES256","\\u0061lg":"ES256",${HEADER.slice(15)}`, ''],
  ['two subjects', HEADER, '"sub":"officer-1"'],
  ['two ends', HEADER, `"exp":${SECOND + 600}`],
  ['two names deep inside', HEADER, '"x":[{"a":1,"a":1}]'],
  ['a beginning beyond all numbers', HEADER, '"nbf":1e400'],
])('a token with %s is UNAUTHENTICATED', async (_what, header, more) => {
  const claims = more === '' ? JSON.stringify(CLAIMS) : claimsWith(more);
  expect(await whoIs(door, await signText(header, claims))).toBe('UNAUTHENTICATED');
});

test.each([
  '1e400',
  '-1e400',
  '1e309',
  'NaN',
  'Infinity',
  '-1',
  '-0',
  '0',
  '0x7fffffff',
  '"1e3"',
  'true',
  '[]',
  '{}',
  'null',
])('a token whose end is written %s is UNAUTHENTICATED', async (exp) => {
  const { exp: _exp, ...rest } = CLAIMS;
  const claims = `${JSON.stringify(rest).slice(0, -1)},"exp":${exp}}`;
  expect(await whoIs(door, await signText(HEADER, claims))).toBe('UNAUTHENTICATED');
});

test.each([
  ['no object', '[]'],
  ['a text', '"x"'],
  ['null', 'null'],
  ['nothing', ' '],
  ['half of an object', '{"sub":'],
  ['an object and more', `${JSON.stringify(CLAIMS)}x`],
  ['two objects', `${JSON.stringify(CLAIMS)}{}`],
  ['an object and NUL', `${JSON.stringify(CLAIMS)}\0`],
  ['a comment', `${JSON.stringify(CLAIMS).slice(0, -1)}/**/}`],
  ['a comma too many', `${JSON.stringify(CLAIMS).slice(0, -1)},}`],
  ['a mark of byte order', `\ufeff${JSON.stringify(CLAIMS)}`],
  ['UTF-16', Buffer.from(JSON.stringify(CLAIMS), 'utf16le')],
  [
    'bytes that are no UTF-8',
    Buffer.concat([Buffer.from(claimsWith('"x":"')), Buffer.from([0xff, 0x22, 0x7d])]),
  ],
])('claims that are %s are UNAUTHENTICATED, and so is a header that is', async (_what, claims) => {
  expect(await whoIs(door, await signText(HEADER, claims))).toBe('UNAUTHENTICATED');
  expect(await whoIs(door, await signText(claims, JSON.stringify(CLAIMS)))).toBe('UNAUTHENTICATED');
});

test('a token in other letters than its issuer’s is UNAUTHENTICATED, even where it decodes to the same bytes', async () => {
  const [header = '', claims = '', signature = ''] = good.split('.');
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  // 64 bytes leave four bits of the last letter unused.
  const sameBytes = [...alphabet]
    .map((letter) => `${signature.slice(0, -1)}${letter}`)
    .filter(
      (one) => Buffer.from(one, 'base64url').equals(Buffer.from(signature, 'base64url')) && one !== signature,
    );
  expect(sameBytes).toHaveLength(15);
  const others = [
    ...sameBytes.map((one) => `${header}.${claims}.${one}`),
    `${good}=`,
    `${good}==`,
    `${header}=.${claims}.${signature}`,
    good.replaceAll('-', '+').replaceAll('_', '/').concat('A'),
    `${good}A`,
    `${good}\n`,
    ` ${good}`,
    `${good} `,
    `${good}\0`,
    `${header}\n.${claims}.${signature}`,
  ];
  expect(isWellWritten(good)).toBe(true);
  for (const token of others) expect(await whoIs(door, token), token).toBe('UNAUTHENTICATED');
});

test('a token of fewer or more than three parts, or with an empty one, is UNAUTHENTICATED', async () => {
  const [header = '', claims = '', signature = ''] = good.split('.');
  const others = [
    '',
    'x',
    '.',
    '..',
    '...',
    'a.b',
    'a.b.c',
    'é.é.é',
    '🙂.🙂.🙂',
    good.slice(0, -signature.length),
  ];
  for (const token of [...others, `${good}.`, `.${good}`, `${good}.${good}`, `${header}..${signature}`])
    expect(await whoIs(door, token), token).toBe('UNAUTHENTICATED');
  expect(await whoIs(door, `${header}.${claims}`)).toBe('UNAUTHENTICATED');
  expect(await whoIs(door, `${good}.a.b`)).toBe('UNAUTHENTICATED');
});

test('a token with any one letter changed is UNAUTHENTICATED', async () => {
  const letters = fc.constantFrom(...'ABCxyz019-_.= ');
  const changes = fc.tuple(fc.nat({ max: good.length - 1 }), letters);
  await fc.assert(
    fc.asyncProperty(changes, async ([at, letter]) => {
      fc.pre(good[at] !== letter);
      const changed = `${good.slice(0, at)}${letter}${good.slice(at + 1)}`;
      expect(await whoIs(door, changed)).toBe('UNAUTHENTICATED');
    }),
    { numRuns: 300 },
  );
});

test('a token of 8 KB is read, and a larger one is refused before anything of it is', async () => {
  const padded = async (length: number) => signToken(key, { padding: 'x'.repeat(length) });
  const most = Math.floor(((8192 - good.length - 20) * 3) / 4);
  const token = await padded(most);
  expect(token.length).toBeGreaterThan(8100);
  expect(token.length).toBeLessThanOrEqual(8192);
  expect(await whoIs(door, token)).toBe('officer-1');

  const large = await padded(most + 100);
  expect(large.length).toBeGreaterThan(8192);
  const unasked = await new Issuer(key).open();
  expect(await whoIs(unasked.door(), large)).toBe('UNAUTHENTICATED');
  expect(unasked.paths).toEqual([]);
  unasked.close();
});

test('only `Bearer TOKEN` holds a token, in capitals or not', () => {
  expect(bearerToken(`Bearer ${good}`)).toBe(good);
  expect(bearerToken(`bearer ${good}`)).toBe(good);
  const others = [
    good,
    `Bearer${good}`,
    `Bearer  ${good}`,
    `Basic ${good}`,
    `Bearer ${good}, Bearer ${good}`,
    'Bearer',
  ];
  for (const header of others) expect(bearerToken(header)).toBeNull();
});
