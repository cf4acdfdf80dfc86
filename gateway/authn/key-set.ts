import { createHash } from 'node:crypto';
import { createLocalJWKSet, type JWK, type JWTVerifyGetKey } from 'jose';

/** An issuer's public keys as they stood at one moment; `version` changes exactly when a usable key does. */
export type KeySet = { readonly version: string; readonly keyOf: JWTVerifyGetKey };

/** The keys could not be had. The message holds nothing of what was answered. */
export class KeysUnavailable extends Error {}

const LIMIT_BYTES = 256 * 1024;

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

/** The part of a key that verifies; null for a key of another kind, or one whose private part is out. jose refuses RSA keys of fewer than 2048 bits. */
function usablePart(key: unknown): JWK | null {
  if (typeof key !== 'object' || key === null) return null;
  const { kid, alg, use, key_ops, d } = key as JWK;
  const numbers = d === undefined && areTexts([kid ?? '', alg ?? '', use ?? '']) ? numbersOf(key) : null;
  return numbers === null ? null : ({ kid, alg, use, key_ops, ...numbers } as JWK);
}

function numbersOf({ kty, crv, n, e, x, y }: JWK): JWK | null {
  if (kty === 'RSA') return areTexts([n, e]) ? ({ kty, n, e } as JWK) : null;
  if (kty === 'EC') return crv === 'P-256' && areTexts([x, y]) ? ({ kty, crv, x, y } as JWK) : null;
  return kty === 'OKP' && crv === 'Ed25519' && areTexts([x]) ? ({ kty, crv, x } as JWK) : null;
}

function areTexts(values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'string');
}
