import { generateKeyPairSync } from 'node:crypto';
import { exportJWK, importJWK, type JWK } from 'jose';
import { afterEach, expect, test } from 'vitest';
import { Issuer, type IssuerKey, issuerKey, NOW, signToken, whoIs } from './issuer.testing.ts';

const SECONDS = 1_000;
const MINUTES = 60_000;
const open: Issuer[] = [];
afterEach(() => {
  for (const issuer of open.splice(0)) issuer.close();
});

async function issuerOf(...keys: readonly IssuerKey[]): Promise<Issuer> {
  const issuer = await new Issuer(...keys).open();
  open.push(issuer);
  return issuer;
}

const refused = 'UNAUTHENTICATED';
const older = await issuerKey('older');
const newer = await issuerKey('newer', 'EdDSA');

test('keys are fetched once in five minutes, and a token that was verified is not asked about', async () => {
  const issuer = await issuerOf(older);
  const door = issuer.door();
  const token = await signToken(older, { exp: NOW / 1000 + 3600 });
  for (const after of [0, 1 * MINUTES, 5 * MINUTES - 1]) {
    issuer.now = NOW + after;
    expect(await whoIs(door, token)).toBe('officer-1');
    expect(issuer.paths).toHaveLength(1);
  }
  issuer.now = NOW + 5 * MINUTES;
  expect(await whoIs(door, token)).toBe('officer-1');
  expect(issuer.paths).toHaveLength(2);
});

test('two keys stand during a rotation; the older one’s tokens end when it is taken away, though they were verified before', async () => {
  const issuer = await issuerOf(older);
  const door = issuer.door();
  const [before, after] = await Promise.all([signToken(older, { exp: NOW / 1000 + 3600 }), signToken(newer)]);
  expect(await whoIs(door, before)).toBe('officer-1');

  issuer.shown = [newer.jwk, older.jwk];
  issuer.now += 30 * SECONDS;
  expect(await whoIs(door, after)).toBe('officer-1');
  expect(await whoIs(door, before)).toBe('officer-1');
  expect(issuer.paths).toHaveLength(2);

  issuer.shown = [newer.jwk];
  expect(await whoIs(door, before)).toBe('officer-1');
  issuer.now += 5 * MINUTES;
  expect(await whoIs(door, before)).toBe(refused);
  expect(await whoIs(door, await signToken(newer))).toBe('officer-1');
});

test('an unknown key renews the keys for everybody: what was taken away ends at once', async () => {
  const issuer = await issuerOf(older);
  const door = issuer.door();
  const token = await signToken(older);
  expect(await whoIs(door, token)).toBe('officer-1');
  issuer.shown = [newer.jwk];
  issuer.now += 30 * SECONDS;
  expect(await whoIs(door, await signToken(newer))).toBe('officer-1');
  expect(await whoIs(door, token)).toBe(refused);
});

test('a key that is shown under the id of another takes its place', async () => {
  const issuer = await issuerOf(older);
  const door = issuer.door();
  const replaced = await issuerKey('older');
  const [before, after] = await Promise.all([signToken(older), signToken(replaced)]);
  expect(await whoIs(door, before)).toBe('officer-1');
  issuer.shown = [replaced.jwk];
  issuer.now += 5 * MINUTES;
  expect(await whoIs(door, before)).toBe(refused);
  expect(await whoIs(door, after)).toBe('officer-1');
});

test('however many tokens with unknown keys come, at once or one after another, the keys are fetched once in 30 s', async () => {
  const issuer = await issuerOf(older);
  const door = issuer.door();
  expect(await whoIs(door, await signToken(older))).toBe('officer-1');
  const burst = async () => {
    const tokens = await Promise.all(
      Array.from({ length: 50 }, (_, at) => signToken(older, { jti: at }, { kid: `unknown-${at}` })),
    );
    for (const answer of await Promise.all(tokens.map((token) => whoIs(door, token))))
      expect(answer).toBe(refused);
    expect(await whoIs(door, tokens[0]!)).toBe(refused);
  };
  await burst();
  expect(issuer.paths).toHaveLength(1);
  for (const [after, fetches] of [
    [30 * SECONDS - 1, 1],
    [30 * SECONDS, 2],
    [60 * SECONDS - 1, 2],
    [60 * SECONDS, 3],
  ] as const) {
    issuer.now = NOW + after;
    await burst();
    expect(issuer.paths).toHaveLength(fetches);
  }
});

test('the first tokens, however many at once, fetch the keys once', async () => {
  const issuer = await issuerOf(older);
  const door = issuer.door();
  const tokens = await Promise.all(Array.from({ length: 50 }, (_, jti) => signToken(older, { jti })));
  const answers = await Promise.all(tokens.map((token) => whoIs(door, token)));
  expect(new Set(answers)).toEqual(new Set(['officer-1']));
  expect(issuer.paths).toHaveLength(1);
});

const huge = `{"keys":[],"padding":"${'x'.repeat(300_000)}"}`;
const FAILURES: readonly (readonly [string, Issuer['reply'] & {}])[] = [
  ['answers 500', (_message, response) => response.writeHead(500).end('{"keys":[]}')],
  ['answers 401 with keys', (_message, response) => response.writeHead(401).end('{"keys":[]}')],
  ['answers a page', (_message, response) => response.end('<html><body>Log in</body></html>')],
  ['answers nothing', (_message, response) => response.end()],
  ['answers no list of keys', (_message, response) => response.end('{"keys":{}}')],
  ['answers null', (_message, response) => response.end('null')],
  ['answers more than 256 KB', (_message, response) => response.end(huge)],
  ['sends elsewhere', (_message, response) => response.writeHead(302, { location: '/other' }).end()],
  ['hangs up', (message) => message.destroy()],
  ['breaks off', (message, response) => response.write('{"keys":[', () => message.destroy())],
  ['never answers', () => {}],
  ['never ends its answer', (_message, response) => response.write('{"keys":[')],
];

test.each(FAILURES)(
  'an issuer that %s lets nobody in that is new, and nobody out for five minutes',
  async (_what, reply) => {
    const issuer = await issuerOf(older);
    const door = issuer.door(100);
    const token = await signToken(older, { exp: NOW / 1000 + 3600 });
    expect(await whoIs(door, token)).toBe('officer-1');

    issuer.reply = reply;
    issuer.now = NOW + 4 * MINUTES;
    expect(await whoIs(door, token)).toBe('officer-1');
    expect(await whoIs(door, await signToken(older))).toBe('officer-1');
    expect(await whoIs(door, await signToken(newer))).toBe(refused);
    expect(await whoIs(door, await signToken(newer, { jti: 2 }))).toBe(refused);
    expect(issuer.paths).toEqual(['/jwks.json', '/jwks.json']);

    issuer.now = NOW + 5 * MINUTES;
    expect(await whoIs(door, token)).toBe(refused);
    issuer.reply = null;
    issuer.now += 5 * SECONDS;
    expect(await whoIs(door, token)).toBe('officer-1');
  },
);

test('an issuer that was never reached is asked once in 5 s, and not waited for longer than the timeout', async () => {
  const issuer = await issuerOf(older);
  issuer.reply = () => {};
  const door = issuer.door(200);
  const token = await signToken(older);
  const begun = performance.now();
  const answers = await Promise.all(Array.from({ length: 20 }, () => whoIs(door, token)));
  expect(new Set(answers)).toEqual(new Set([refused]));
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect(await whoIs(door, token)).toBe(refused);
  expect(issuer.paths).toHaveLength(1);

  issuer.reply = null;
  issuer.now += 5 * SECONDS - 1;
  expect(await whoIs(door, token)).toBe(refused);
  issuer.now += 1;
  expect(await whoIs(door, token)).toBe('officer-1');
  expect(issuer.paths).toHaveLength(2);
});

test('a refusal for want of keys says so', async () => {
  const issuer = await issuerOf(older);
  issuer.reply = (_message, response) => response.writeHead(500).end('secret');
  const error = await issuer
    .door()(`Bearer ${await signToken(older)}`, { agreement: null, posting: null })
    .catch((thrown: Error) => thrown);
  expect(String(error)).toContain('keys could not be fetched');
  expect(String(error)).not.toContain('secret');
});

test('a clock that is put back makes keys old, not young', async () => {
  const issuer = await issuerOf(older);
  const door = issuer.door();
  const token = await signToken(older);
  expect(await whoIs(door, token)).toBe('officer-1');
  issuer.now -= 60 * MINUTES;
  issuer.shown = [newer.jwk];
  expect(await whoIs(door, token)).toBe(refused);
});

/** A JWK pair that jose itself would not make. */
async function shortRsa(): Promise<IssuerKey> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const signing = (await importJWK(
    privateKey.export({ format: 'jwk' }) as JWK,
    'RS256',
  )) as IssuerKey['signing'];
  return { signing, alg: 'RS256', jwk: { ...(await exportJWK(publicKey)), kid: 'short', alg: 'RS256' } };
}

/** Signs without jose’s own look at the key. */
async function signedBy({ signing }: IssuerKey, header: object): Promise<string> {
  const [, claims = ''] = (await signToken(older)).split('.');
  const text = `${Buffer.from(JSON.stringify({ typ: 'at+jwt', ...header })).toString('base64url')}.${claims}`;
  const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', signing, Buffer.from(text));
  return `${text}.${Buffer.from(signature).toString('base64url')}`;
}

test('an RSA key of fewer than 2048 bits verifies nothing', async () => {
  const [short, long] = [await shortRsa(), await issuerKey('long', 'RS256')];
  const door = (await issuerOf(short, long)).door();
  expect(await whoIs(door, await signedBy(short, { alg: 'RS256', kid: 'short' }))).toBe(refused);
  expect(await whoIs(door, await signedBy(long, { alg: 'RS256', kid: 'long' }))).toBe('officer-1');
});

test('a key that cannot be used, or should not be shown, does not take the others with it', async () => {
  const shared = await exportJWK(older.signing);
  const strange = [
    null,
    'key',
    {},
    { kty: 'oct', k: 'c2VjcmV0', kid: 'secret' },
    { kty: 'EC', crv: 'P-256', x: 1, y: 2, kid: 'numbers' },
    { kty: 'RSA', n: '', e: 'AQAB', kid: 'nothing' },
    { kty: 'EC', crv: 'P-521', x: 'AA', y: 'AA', kid: 'other-curve' },
    { ...shared, kid: 'private' },
  ] as JWK[];
  const issuer = await issuerOf();
  issuer.shown = [...strange, newer.jwk];
  const door = issuer.door();
  expect(await whoIs(door, await signToken(newer))).toBe('officer-1');
  expect(await whoIs(door, await signToken(older, {}, { kid: 'private' }))).toBe(refused);
});

test('a key for encrypting, or for another algorithm, verifies nothing', async () => {
  const issuer = await issuerOf();
  for (const change of [{ use: 'enc' }, { key_ops: ['sign'] }, { alg: 'ES384' }]) {
    issuer.shown = [{ ...older.jwk, ...change }];
    expect(await whoIs(issuer.door(), await signToken(older))).toBe(refused);
  }
});

test('a token without a key id is refused where several keys could have signed it', async () => {
  const another = await issuerKey('another');
  const door = (await issuerOf(older, another)).door();
  expect(await whoIs(door, await signToken(older, {}, { kid: undefined }))).toBe(refused);
});
