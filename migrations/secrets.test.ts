import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Config, readConfig } from './config.ts';
import { readSecrets } from './secrets.ts';

let folder: string;
let made: Config;
let mounted: Config;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seisi-secrets-'));
  made = readConfig({ SEISI_HOME: `/tmp/${folder.split('/').at(-1)}-home` });
  mounted = readConfig({ SEISI_SECRETS_DIR: join(made.home ?? '', 'secrets') });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  rmSync(made.home ?? '', { recursive: true, force: true });
});

test('what is made at first use is read again ever after, from the home and as mounted files alike', () => {
  const first = readSecrets(made);

  expect(readSecrets(made)).toEqual(first);
  expect(readSecrets(mounted)).toEqual(first);
  expect(
    new Set([first.rolePassword, first.grantKeys[0], first.cursorKeys[0], first.factsKeys[0]]).size,
  ).toBe(4);
});

test('two keys stand in their order while one takes over from the other', () => {
  const [older] = readSecrets(made).grantKeys;
  const newer = 'n'.repeat(43);
  writeFileSync(join(made.home ?? '', 'secrets', 'grant-keys'), `${newer}\n${older}\n`);

  expect(readSecrets(made).grantKeys).toEqual([newer, older]);
});

test.each(['issuerKey', 'passportKey', 'receiptKey', 'cardKey'] as const)(
  'the pair %s signs and verifies, and is no other',
  (name) => {
    const secrets = readSecrets(made);
    const key = createPrivateKey({ key: { ...secrets[name] }, format: 'jwk' });
    const signature = sign(null, Buffer.from('token'), key);

    expect(verify(null, Buffer.from('token'), createPublicKey(key), signature)).toBe(true);
    expect(
      new Set([secrets.issuerKey.x, secrets.passportKey.x, secrets.receiptKey.x, secrets.cardKey.x]).size,
    ).toBe(4);
  },
);

test.each([
  ['grant-keys', 'short', 'at least 32 characters'],
  ['passport-key.json', '{"kty":"oct"}', 'must be an Ed25519 key pair'],
  ['receipt-key.json', '{"kty":"OKP","crv":"Ed25519"}', 'must be an Ed25519 key pair'],
])('a damaged %s is refused by its name', (name, content, sentence) => {
  readSecrets(made);
  writeFileSync(join(made.home ?? '', 'secrets', name), content);

  expect(() => readSecrets(made)).toThrow(sentence);
});

test('a folder of mounted secrets is never written to', () => {
  expect(() => readSecrets(readConfig({ SEISI_SECRETS_DIR: folder }))).toThrow(
    `The secret ${join(folder, 'role-password')} is missing`,
  );
  expect(readdirSync(folder)).toEqual([]);
});
