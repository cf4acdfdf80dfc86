import { createHash } from 'node:crypto';
import { createLocalJWKSet, type JWK, type JWTVerifyGetKey } from 'jose';

/** An issuer's public keys as they stood at one moment; `version` changes exactly when a usable key does. */
export type KeySet = { readonly version: string; readonly keyOf: JWTVerifyGetKey };

/** The keys could not be had. The message holds nothing of what was answered. */
export class KeysUnavailable extends Error {}

const LIMIT_BYTES = 256 * 1024;
const RSA_BITS = 2048;

/**
 * Fetches a JWK set (RFC 7517): status 200, no redirect, at most 256 KB, JSON with a list of `keys`.
 * @throws KeysUnavailable for anything else, and after the timeout
 */
export async function fetchKeySet(url: URL, timeoutMs: number): Promise<KeySet> {
  const text = await fetchText(url, timeoutMs).catch(() => null);
  const keys = text === null ? null : keysOf(text);
  if (keys === null) throw new KeysUnavailable('The issuer’s keys could not be fetched.');
  const usable = keys.flatMap((key) => usablePart(key) ?? []);
  const version = createHash('sha256').update(JSON.stringify(usable)).digest('base64url');
  return { version, keyOf: createLocalJWKSet({ keys: usable }) };
}

async function fetchText(url: URL, timeoutMs: number): Promise<string | null> {
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    redirect: 'error',
    signal,
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    return null;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > LIMIT_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function keysOf(text: string): readonly unknown[] | null {
  try {
    const keys: unknown = Object(JSON.parse(text)).keys;
    return Array.isArray(keys) ? keys : null;
  } catch {
    return null;
  }
}

/** The part of a key that verifies; null for a key of another kind, a short one, or one whose private part is out. */
function usablePart(key: unknown): JWK | null {
  if (typeof key !== 'object' || key === null) return null;
  const { kty, kid, alg, use, key_ops, crv, n, e, x, y, d } = key as JWK;
  if (d !== undefined) return null;
  const said = { kty, kid, alg, use, key_ops } as JWK;
  if (kty === 'RSA' && bitsOf(n) >= RSA_BITS) return { ...said, n, e } as JWK;
  if (kty === 'EC' && crv === 'P-256') return { ...said, crv, x, y } as JWK;
  if (kty === 'OKP' && crv === 'Ed25519') return { ...said, crv, x } as JWK;
  return null;
}

/** The length of a modulus in bits; 0 for what is none. */
function bitsOf(modulus: unknown): number {
  if (typeof modulus !== 'string') return 0;
  const hexadecimal = Buffer.from(modulus, 'base64url').toString('hex').replace(/^0+/, '');
  return hexadecimal === '' ? 0 : BigInt(`0x${hexadecimal}`).toString(2).length;
}
