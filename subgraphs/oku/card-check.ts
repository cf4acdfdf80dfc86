import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { SDJwtInstance } from '@sd-jwt/core';
import { digest } from '@sd-jwt/crypto-nodejs';
import { getListFromStatusListJWT } from '@sd-jwt/jwt-status-list';
import type { JwtPayload } from '@sd-jwt/types';
import { CARD_TYPE, keyIdOf } from './credential.ts';

/** What whoever is shown a card goes by: public keys of the issuer, what was asked of the holder, and a list of statuses that was fetched before. Times in seconds of the epoch. */
export type CardCheck = {
  readonly issuerKeys: readonly JsonWebKey[];
  readonly nonce: string;
  readonly audience: string;
  /** The text of the list that the card names; null where none is at hand. */
  readonly statusList: string | null;
  readonly now: number;
};

/** Valid, not valid, or not to be told, and why in a word; what the holder showed, and nothing else. */
export type Checked =
  | {
      readonly verdict: 'VALID';
      readonly shown: Readonly<Record<string, unknown>>;
      readonly expiresAt: number;
    }
  | { readonly verdict: 'NOT_VALID' | 'CANNOT_TELL'; readonly why: string };

/** How old a presentation may be, in seconds, and by how much clocks may differ. */
const FRESH_SECONDS = 300;
const SKEW_SECONDS = 60;
/** What stands in every credential and tells of no holder, and what binds it. */
const ENVELOPE: ReadonlySet<string> = new Set(['iss', 'vct', 'iat', 'exp', 'cnf', 'status', '_sd_alg']);

/** Checks what a holder shows (SD-JWT VC with key binding), without asking anybody: so nobody learns to whom it was shown. */
export async function checkCard(presentation: string, check: CardCheck): Promise<Checked> {
  const { nonce, audience, now } = check;
  const instance = new SDJwtInstance({
    hasher: digest,
    verifier: (data, signature) => isSigned(data, signature, check.issuerKeys),
    kbVerifier: (data, signature, payload) => isSigned(data, signature, [holderKeyOf(payload)]),
  });
  let verified: Awaited<ReturnType<typeof instance.verify>>;
  try {
    const options = { keyBindingNonce: nonce, currentDate: now, skewSeconds: SKEW_SECONDS };
    verified = await instance.verify(presentation.trim(), options);
  } catch (error) {
    return no(error instanceof Error ? error.message : 'it cannot be read');
  }
  const payload = verified.payload as Readonly<Record<string, unknown>>;
  const { kb } = verified;
  if (payload['vct'] !== CARD_TYPE) return no('it is no OKU card');
  if (kb?.payload.aud !== audience) return no('it was shown to somebody else');
  if (Math.abs(now - kb.payload.iat) > FRESH_SECONDS) return no('it was shown at another time');
  const expiresAt = payload['exp'];
  if (typeof expiresAt !== 'number') return no('it has no end');
  const status = statusOf(payload['status'], check);
  if (status !== 'COUNTS') return status;
  const shown = Object.fromEntries(Object.entries(payload).filter(([name]) => !ENVELOPE.has(name)));
  return { verdict: 'VALID', shown, expiresAt };
}

/** What a list says of a place. One that is not at hand, is another, or is too old says nothing: that is never a yes. */
function statusOf(status: unknown, { statusList, issuerKeys, now }: CardCheck): 'COUNTS' | Checked {
  const { idx, uri } = entryOf(status);
  if (typeof idx !== 'number' || typeof uri !== 'string') return no('it names no list of statuses');
  if (statusList === null) return unknown('no list of statuses is at hand: fetch it');
  const text = statusList.trim();
  const end = text.lastIndexOf('.');
  const { sub, exp, iat } = payloadOf(text);
  if (!isSigned(text.slice(0, end), text.slice(end + 1), issuerKeys))
    return unknown('the list of statuses is not of this issuer');
  if (sub !== uri) return unknown('the list of statuses is another');
  if (typeof exp !== 'number' || typeof iat !== 'number' || now >= exp || iat > now + SKEW_SECONDS)
    return unknown('the list of statuses is too old: fetch it anew');
  const list = getListFromStatusListJWT(text);
  if (!Number.isSafeInteger(idx) || idx < 0 || idx >= list.statusList.length)
    return no('its place is not in the list of statuses');
  return list.getStatus(idx) === 0 ? 'COUNTS' : no('it counts no more');
}

function entryOf(status: unknown): { readonly idx?: unknown; readonly uri?: unknown } {
  const { status_list: entry } = Object(status) as { readonly status_list?: unknown };
  return Object(entry) as object;
}

/** Whether one of the keys signed it: with Ed25519, or with ECDSA on P-256. */
function isSigned(data: string, signature: string, keys: readonly (JsonWebKey | null)[]): boolean {
  const { kid, alg } = headerOf(data);
  return keys.some((jwk) => {
    const isNamed = jwk !== null && (typeof kid !== 'string' || kid === keyIdOf(jwk));
    return isNamed && alg === (jwk.kty === 'EC' ? 'ES256' : 'EdDSA') && isSignedBy(data, signature, jwk);
  });
}

function isSignedBy(data: string, signature: string, jwk: JsonWebKey): boolean {
  const [signed, bytes] = [Buffer.from(data), Buffer.from(signature, 'base64url')];
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    return jwk.kty === 'EC'
      ? verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, bytes)
      : verify(null, signed, key, bytes);
  } catch {
    return false;
  }
}

function holderKeyOf({ cnf }: JwtPayload): JsonWebKey | null {
  return cnf?.jwk === undefined ? null : (cnf.jwk as JsonWebKey);
}

function headerOf(data: string): Readonly<Record<string, unknown>> {
  return partOf(data, 0);
}

function payloadOf(text: string): Readonly<Record<string, unknown>> {
  return partOf(text, 1);
}

function partOf(text: string, nth: number): Readonly<Record<string, unknown>> {
  try {
    const part = Buffer.from(text.split('.')[nth] ?? '', 'base64url').toString('utf8');
    return Object(JSON.parse(part)) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

function no(why: string): Checked {
  return { verdict: 'NOT_VALID', why };
}

function unknown(why: string): Checked {
  return { verdict: 'CANNOT_TELL', why };
}
