import { createHash } from 'node:crypto';
import { RegistryError } from '@seisi/schema/errors';
import type { Viewer } from '@seisi/schema/viewer';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import QuickLRU from 'quick-lru';
import { type KeySet, KeysUnavailable } from './key-set.ts';
import type { IssuerKeys } from './keys.ts';
import { bearerToken, isWellWritten } from './token-text.ts';
import { type ChosenGround, viewerOf } from './viewer.ts';

/** The only algorithms that a token may be signed with. */
const ALGORITHMS = ['RS256', 'ES256', 'EdDSA'];
const TOKENS_KEPT = 10_000;
const CLOCK_TOLERANCE_SECONDS = 5;
/** The last second that a date can name. */
const LAST_SECOND = 8_640_000_000_000;

/** Whose tokens are taken, for whom they must be, and the clock. */
export type TokenRules = {
  readonly keys: IssuerKeys;
  readonly issuer: string;
  readonly audience: string;
  readonly now: () => number;
  /** Who verified claims name; the registry's viewers unless said otherwise. */
  readonly viewerOf?: (claims: JWTPayload, chosen: ChosenGround) => Viewer;
};

/** Reads a request's viewer from its headers: null without a token. */
export type Identify = (authorization: string | null, chosen: ChosenGround) => Promise<Viewer | null>;

/**
 * Verifies bearer tokens (RFC 9068): signature by the issuer's keys, issuer, audience, times, `typ`. A verified token is kept by its hash and
 * the version of the issuer's keys until it expires (access §9): with the key that signed it, it goes.
 * @throws UNAUTHENTICATED for every token that does not pass, without saying more of why than its kind
 */
export function identify(rules: TokenRules): Identify {
  const named = rules.viewerOf ?? viewerOf;
  const verified = new QuickLRU<string, JWTPayload>({ maxSize: TOKENS_KEPT });
  return async (authorization, chosen) => {
    if (authorization === null) return null;
    const token = bearerToken(authorization);
    if (token === null)
      throw new RegistryError(
        'UNAUTHENTICATED',
        'The Authorization header holds no bearer token of at most 8 KB. Send `Bearer TOKEN`.',
      );
    try {
      const keys = await rules.keys.current();
      const hash = createHash('sha256').update(token).digest('base64url');
      const known = verified.get(placeOf(hash, keys));
      if (known !== undefined && isBefore(rules.now(), known.exp)) return named(known, chosen);
      const { claims, by } = await verify(token, keys, rules);
      verified.set(placeOf(hash, by), claims);
      return named(claims, chosen);
    } catch (error) {
      throw error instanceof RegistryError ? error : refusal(error);
    }
  };
}

function placeOf(hash: string, { version }: KeySet): string {
  return `${version} ${hash}`;
}

function isBefore(now: number, seconds: number | undefined): boolean {
  return seconds !== undefined && now < seconds * 1000;
}

/** The claims of a good token, and the keys by which it is good: the current ones, or newer ones where its key is unknown. */
async function verify(
  token: string,
  current: KeySet,
  rules: TokenRules,
): Promise<{ readonly claims: JWTPayload; readonly by: KeySet }> {
  if (!isWellWritten(token)) throw new errors.JWTInvalid('The token is not well written.');
  try {
    return { claims: await verifyBy(token, current, rules), by: current };
  } catch (error) {
    if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
    const newer = await rules.keys.renewed();
    if (newer.version === current.version) throw error;
    return { claims: await verifyBy(token, newer, rules), by: newer };
  }
}

async function verifyBy(token: string, keys: KeySet, rules: TokenRules): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, keys.keyOf, {
    issuer: rules.issuer,
    audience: rules.audience,
    algorithms: ALGORITHMS,
    typ: 'at+jwt',
    requiredClaims: ['exp', 'sub'],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    currentDate: new Date(rules.now()),
  });
  const latest = Math.floor(rules.now() / 1000) + CLOCK_TOLERANCE_SECONDS;
  // A JSON number may be too large for a time, or for a number; and a token of the future is nobody's.
  const isTimely = (payload.exp ?? LAST_SECOND + 1) <= LAST_SECOND && (payload.iat ?? latest) <= latest;
  if (!isTimely) throw new errors.JWTInvalid('The times of the token do not fit.');
  return payload;
}

/** The kind of failure; never the token's content. */
function refusal(error: unknown): RegistryError {
  return new RegistryError(
    'UNAUTHENTICATED',
    `The token was not accepted (${reasonOf(error)}). Get a new one from its issuer.`,
  );
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'expired';
  return error instanceof KeysUnavailable ? 'the issuer’s keys could not be fetched' : 'not valid here';
}
