import { createHash } from 'node:crypto';
import { RegistryError } from '@seisi/schema/errors';
import type { Viewer } from '@seisi/schema/viewer';
import { type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import QuickLRU from 'quick-lru';
import { viewerOf } from './viewer.ts';

/** The only algorithms that a token may be signed with. */
const ALGORITHMS = ['RS256', 'ES256', 'EdDSA'];
const TOKENS_KEPT = 10_000;
const CLOCK_TOLERANCE_SECONDS = 5;

/** Whose tokens are taken, for whom they must be, and the clock. */
export type TokenRules = {
  readonly keys: JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: string;
  readonly now: () => number;
};

/** Reads a request's viewer from its headers: null without a token. */
export type Identify = (
  authorization: string | null,
  agreementHeader: string | null,
) => Promise<Viewer | null>;

/**
 * Verifies bearer tokens (RFC 9068): signature by the issuer's keys, issuer, audience, expiry, `typ`. A verified token is kept by its hash
 * until it expires (access §9).
 * @throws UNAUTHENTICATED for every token that does not pass, without saying more of why than its kind
 */
export function identify(rules: TokenRules): Identify {
  const verified = new QuickLRU<string, { claims: JWTPayload; expires: number }>({ maxSize: TOKENS_KEPT });
  return async (authorization, agreementHeader) => {
    if (authorization === null) return null;
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
    if (token === undefined)
      throw new RegistryError(
        'UNAUTHENTICATED',
        'The Authorization header holds no bearer token. Send `Bearer TOKEN`.',
      );
    const hash = createHash('sha256').update(token).digest('base64url');
    const known = verified.get(hash);
    if (known !== undefined && known.expires > rules.now()) return viewerOf(known.claims, agreementHeader);
    const claims = await verify(token, rules);
    verified.set(hash, { claims, expires: (claims.exp ?? 0) * 1000 });
    return viewerOf(claims, agreementHeader);
  };
}

async function verify(token: string, rules: TokenRules): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, rules.keys, {
      issuer: rules.issuer,
      audience: rules.audience,
      algorithms: ALGORITHMS,
      typ: 'at+jwt',
      requiredClaims: ['exp', 'sub'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(rules.now()),
    });
    return payload;
  } catch (error) {
    throw new RegistryError(
      'UNAUTHENTICATED',
      `The token was not accepted (${reasonOf(error)}). Get a new one from its issuer.`,
    );
  }
}

/** The kind of failure, by jose's closed list of codes; never the token's content. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ERR_JWT_EXPIRED') return 'expired';
  if (code === 'ERR_JWKS_TIMEOUT') return 'the issuer’s keys could not be fetched';
  return code.startsWith('ERR_J') ? 'not valid here' : 'the issuer’s keys could not be fetched';
}
