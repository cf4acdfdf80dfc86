import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

const COOLDOWN_MS = 30_000;
const CACHE_MS = 300_000;
const TIMEOUT_MS = 3_000;

/** The issuer's keys, fetched from its JWKS: kept five minutes, fetched anew at most every 30 s for an unknown key id. */
export function issuerKeys(url: URL): JWTVerifyGetKey {
  return createRemoteJWKSet(url, {
    cooldownDuration: COOLDOWN_MS,
    cacheMaxAge: CACHE_MS,
    timeoutDuration: TIMEOUT_MS,
  });
}
