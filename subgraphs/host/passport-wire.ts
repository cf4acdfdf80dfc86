import { createHash } from 'node:crypto';
import type { Passport } from '@seisi/schema/passport';
import { PASSPORT_WIRE, type PassportClaims, readPassportClaims } from '@seisi/schema/passport-claims';
import { Passport as Minted } from '@seisi/schema/passport-mint';
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';

/** The HTTP call as it was received: the room's own name, the method, the bytes of the body. */
export type ReceivedCall = { readonly room: string; readonly method: string; readonly body: Uint8Array };

/** The token that each passport of this process came as. Nobody else holds it: whoever has it can ask for as long as it lives. */
const TOKENS = new WeakMap<Passport, string>();

/** The token that a passport came as; undefined for one that was made in this process. */
export function tokenOf(passport: Passport): string | undefined {
  return TOKENS.get(passport);
}

/** Reads a passport from its token; null for anything that is not this gateway's, for this call, now. */
export type PassportReader = (
  token: string | undefined,
  call: ReceivedCall,
  now: number,
) => Promise<Passport | null>;

/** Two clocks may stand on two sides of a second. The end of a passport is exact all the same: rooms compare it in milliseconds. */
const CLOCK_SECONDS = 1;

/** Verifies by the gateway's public keys (access §6); two stand during a rotation, told apart by `kid`. */
export function passportReader(keys: JSONWebKeySet): PassportReader {
  const keyOf = createLocalJWKSet(keys);
  return async (token, call, now) => {
    const read = await genuine(token, keyOf, call.room, now);
    if (read === null || !isForCall(read.claims, call)) return null;
    const passport = minted(read, now);
    if (passport !== null) TOKENS.set(passport, read.token);
    return passport;
  };
}

/** Reads a passport that another room of the house was called with and forwards: it is for that room and for another body, and fits in all else. */
export type ForwardedReader = (token: string | undefined, now: number) => Promise<Passport | null>;

/** Verifies forwarded passports, by the gateway's public keys, of these other rooms. Good for no call but the question who is within reach. */
export function forwardedReader(keys: JSONWebKeySet, others: readonly string[]): ForwardedReader {
  const keyOf = createLocalJWKSet(keys);
  return async (token, now) => {
    const read = await genuine(token, keyOf, [...others], now);
    return read?.claims.method === 'POST' ? minted(read, now) : null;
  };
}

/** A token of the gateway, short and for one room, and what it says. */
type Genuine = { readonly token: string; readonly claims: PassportClaims; readonly payload: JWTPayload };

async function genuine(
  token: string | undefined,
  keyOf: ReturnType<typeof createLocalJWKSet>,
  room: string | string[],
  now: number,
): Promise<Genuine | null> {
  if (token === undefined) return null;
  const payload = await verified(token, keyOf, room, now);
  const claims = readPassportClaims(payload);
  if (payload === null || claims === null || !isShortAndForOne(payload)) return null;
  return { token, claims, payload };
}

function minted({ claims, payload }: Genuine, now: number): Passport | null {
  const { request, viewer, basis, facts } = claims;
  const expires = Math.round(Number(payload.exp) * 1000);
  return expires > now ? new Minted({ request, viewer, basis, facts, expires }) : null;
}

async function verified(
  token: string,
  keyOf: ReturnType<typeof createLocalJWKSet>,
  room: string | string[],
  now: number,
): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtVerify(token, keyOf, {
      algorithms: [PASSPORT_WIRE.algorithm],
      typ: PASSPORT_WIRE.type,
      issuer: PASSPORT_WIRE.issuer,
      audience: room,
      requiredClaims: ['iat', 'exp'],
      maxTokenAge: PASSPORT_WIRE.seconds,
      clockTolerance: CLOCK_SECONDS,
      currentDate: new Date(now),
    });
    return payload;
  } catch {
    return null;
  }
}

/** A life of at most 10 s, and one room. */
function isShortAndForOne({ iat, exp, aud }: JWTPayload): boolean {
  return typeof aud === 'string' && Number(exp) - Number(iat) <= PASSPORT_WIRE.seconds;
}

function isForCall(claims: PassportClaims, { method, body }: ReceivedCall): boolean {
  const bodyHash = createHash('sha256').update(body).digest('base64url');
  return claims.method === method && claims.body === bodyHash;
}
