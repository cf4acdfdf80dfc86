import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRoomConfig } from './config.ts';

const KEY = 'k'.repeat(43);
const pair = generateKeyPairSync('ed25519');
const PUBLIC = { ...pair.publicKey.export({ format: 'jwk' }), kid: 'gateway-1' };
const PRIVATE = { ...pair.privateKey.export({ format: 'jwk' }), kid: 'gateway-1' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seisi-room-'));
  put('grant-keys', `${KEY}1\n${KEY}0\n`);
  put('cursor-keys', `${KEY}\n`);
  put('passport-keys.json', JSON.stringify({ keys: [PUBLIC] }));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function configOf(given: Readonly<Record<string, string>> = {}) {
  return readRoomConfig({ DATABASE_URL: 'postgres://127.0.0.1/seisi', SEISI_SECRETS_DIR: folder, ...given });
}

test('a room listens on this machine alone, on any free port, with its keys newest first', () => {
  expect(configOf()).toEqual({
    databaseUrl: 'postgres://127.0.0.1/seisi',
    host: '127.0.0.1',
    port: 0,
    grantKeys: [`${KEY}1`, `${KEY}0`],
    cursorKeys: [KEY],
    factsKeys: [],
    signingKey: null,
    formerSigningKeys: [],
    outgoing: null,
    issuer: null,
    neighbours: new Map(),
    outside: new Map(),
    messages: null,
    passportKeys: { keys: [PUBLIC] },
  });
  expect(configOf({ HOST: '::1', PORT: '4101' })).toMatchObject({ host: '::1', port: 4101 });
});

test('a room carries errands where it is told how messages leave', () => {
  expect(configOf({ SEISI_NOTICES: 'file:/notices' }).messages).toEqual({ kind: 'FILE', folder: '/notices' });
  expect(() => configOf({ SEISI_NOTICES: 'somehow' })).toThrow(/^SEISI_NOTICES/);
});

test('a room that tells or takes facts has their keys too, newest first', () => {
  put('facts-keys', `${KEY}2\n${KEY}1\n`);
  expect(configOf().factsKeys).toEqual([`${KEY}2`, `${KEY}1`]);
  put('facts-keys', 'short');
  expect(() => configOf()).toThrow('facts-keys');
});

test('the room of receipts has the pair that signs its log, and a half of it is refused', () => {
  put('receipt-key.json', JSON.stringify(PRIVATE));
  expect(configOf().signingKey).toEqual(PRIVATE);
  put('receipt-key.json', JSON.stringify(PUBLIC));
  expect(() => configOf()).toThrow('receipt-key.json');
  put('receipt-key.json', JSON.stringify(PRIVATE));
  put('receipt-former-keys.json', JSON.stringify({ keys: [{ ...PUBLIC, lastCheckpoint: 7 }] }));
  expect(configOf().formerSigningKeys).toMatchObject([{ x: PUBLIC.x, lastCheckpoint: 7 }]);
  put('receipt-former-keys.json', JSON.stringify({ keys: [{ ...PRIVATE, lastCheckpoint: 7 }] }));
  expect(() => configOf()).toThrow('receipt-former-keys.json');
});

test.for([
  ['DATABASE_URL', ''],
  ['SEISI_SECRETS_DIR', ' '],
  ['PORT', '70000'],
  ['PORT', '-1'],
  ['PORT', 'http'],
] as const)('a %s of "%s" is refused by name', ([name, value]) => {
  expect(() => configOf({ [name]: value })).toThrow(name);
});

test.for([
  ['grant-keys', ''],
  ['grant-keys', `${KEY}\nshort\n`],
  ['cursor-keys', 'short\n'],
  ['passport-keys.json', '{"keys":[]}'],
  ['passport-keys.json', 'null'],
  ['passport-keys.json', JSON.stringify({ keys: [{ ...PUBLIC, kid: undefined }] })],
  ['passport-keys.json', JSON.stringify({ keys: [{ kty: 'oct', k: KEY, kid: 'gateway-1' }] })],
] as const)('the file %s is refused by name when it holds what it should not: %s', ([name, text]) => {
  put(name, text);
  expect(() => configOf()).toThrow(name);
});

test('the private key of the gateway is refused: a room that holds it could call the other rooms', () => {
  put('passport-keys.json', JSON.stringify({ keys: [PUBLIC, PRIVATE] }));
  expect(() => configOf()).toThrow('none with its private part');
});
