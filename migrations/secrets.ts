import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FormerKey, readFormerKeys } from '@seisi/schema/receipt/former-key';
import type { Config } from './config.ts';
import { openHome } from './home.ts';
import { isSystemError, Refusal } from './refusal.ts';

/** An Ed25519 key pair as a JWK (RFC 8037): `x` is public, `d` is not. `kid` is its thumbprint (RFC 7638). */
export type PrivateJwk = {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly alg: 'EdDSA';
  readonly kid: string;
  readonly x: string;
  readonly d: string;
};

/** What must not be known outside. Text values are 32 random bytes in base64url. */
export type Secrets = {
  /** From which each room's database password is derived. */
  readonly rolePassword: string;
  /** Newest first: the first makes, all of them verify; two stand during a rotation. */
  readonly grantKeys: readonly string[];
  readonly cursorKeys: readonly string[];
  /** The masters from which each room's key for facts is derived. */
  readonly factsKeys: readonly string[];
  /** Signs what the gateway tells a room over a wire. */
  readonly passportKey: PrivateJwk;
  /** Signs the tokens of the development issuer. */
  readonly issuerKey: PrivateJwk;
  /** Signs what the log of receipts says of itself. */
  readonly receiptKey: PrivateJwk;
  /** Signs cards that are issued as credentials, and the lists of their status. */
  readonly cardKey: PrivateJwk;
  /** Public keys that signed it before; none where there is no `receipt-former-keys.json`. */
  readonly formerReceiptKeys: readonly FormerKey[];
};

type Source = { readonly folder: string; readonly mayMake: boolean };

/** The secrets: from `SEISI_SECRETS_DIR`, where each must be a file; otherwise from the home, made at first use with mode 0600. */
export function readSecrets(config: Config): Secrets {
  const source =
    config.secretsDir === null
      ? { folder: openHome(config).secrets, mayMake: true }
      : { folder: config.secretsDir, mayMake: false };
  return secretsIn(source);
}

/** The password of the embedded database's superuser, kept beside the home's other secrets. */
export function superuserPassword(folder: string): string {
  return firstLine({ folder, mayMake: true }, 'superuser-password');
}

function secretsIn(source: Source): Secrets {
  const rolePassword = firstLine(source, 'role-password');
  const passportKey = keyPair(source, 'passport-key.json');
  // What rooms in other processes know the gateway by; only the one who makes the pair writes it.
  if (source.mayMake)
    read(source, 'passport-keys.json', () => `${JSON.stringify({ keys: [publicPart(passportKey)] })}\n`);
  return Object.freeze({
    rolePassword,
    grantKeys: lines(source, 'grant-keys'),
    cursorKeys: lines(source, 'cursor-keys'),
    factsKeys: lines(source, 'facts-keys'),
    passportKey,
    issuerKey: keyPair(source, 'issuer-key.json'),
    receiptKey: keyPair(source, 'receipt-key.json'),
    cardKey: keyPair(source, 'card-key.json'),
    formerReceiptKeys: formerKeys(source, 'receipt-former-keys.json'),
  });
}

function firstLine(source: Source, name: string): string {
  return lines(source, name)[0] as string;
}

function lines(source: Source, name: string): string[] {
  const found = read(source, name, () => `${randomBytes(32).toString('base64url')}\n`)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (found.length === 0 || found.some((line) => line.length < 32)) {
    throw new Refusal(
      `The secret ${join(source.folder, name)} must hold at least 32 characters on each of its lines.`,
    );
  }
  return found;
}

function keyPair(source: Source, name: string): PrivateJwk {
  const text = read(source, name, () => `${JSON.stringify(makeKeyPair())}\n`);
  const key = parseJson(text);
  if (isKeyPair(key)) return key;
  throw new Refusal(
    `The secret ${join(source.folder, name)} must be an Ed25519 key pair as a JWK with kid, x and d.`,
  );
}

function formerKeys({ folder }: Source, name: string): readonly FormerKey[] {
  const path = join(folder, name);
  const text = readIfThere(path);
  const keys = text === null ? [] : readFormerKeys(text);
  if (keys !== null) return keys;
  throw new Refusal(
    `The file ${path} must hold {"keys": [...]}: Ed25519 public keys as JWK, each with its lastCheckpoint (a number, or null).`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isKeyPair(value: unknown): value is PrivateJwk {
  if (typeof value !== 'object' || value === null) return false;
  const key = value as Record<string, unknown>;
  const isEd25519 = key['kty'] === 'OKP' && key['crv'] === 'Ed25519' && key['alg'] === 'EdDSA';
  return isEd25519 && ['kid', 'x', 'd'].every((part) => typeof key[part] === 'string');
}

function publicPart({ kty, crv, alg, kid, x }: PrivateJwk) {
  return { kty, crv, alg, kid, x };
}

function makeKeyPair(): PrivateJwk {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as {
    x: string;
    d: string;
  };
  const kid = createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
  return { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', kid, x, d };
}

/** Reads a file, making it first where that is allowed. Two processes that make it at once end with the same content. */
function read(source: Source, name: string, make: () => string): string {
  const path = join(source.folder, name);
  const there = readIfThere(path);
  if (there !== null) return there;
  if (!source.mayMake)
    throw new Refusal(`The secret ${path} is missing: SEISI_SECRETS_DIR must hold it as a file.`);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, make(), { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8');
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return null;
    throw error;
  }
}
