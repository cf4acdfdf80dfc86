import { createHash, createPrivateKey, type JsonWebKey } from 'node:crypto';
import type { Passport } from '@seisi/schema/passport';
import { PASSPORT_WIRE, type PassportClaims } from '@seisi/schema/passport-claims';
import { SignJWT } from 'jose';

/** The one HTTP call that a token is good for. */
export type SignedCall = { readonly room: string; readonly method: string; readonly body: string };

/** Writes a passport as a token for one call of one room. */
export type PassportSigner = (passport: Passport, call: SignedCall) => Promise<string>;

type SigningKey = JsonWebKey & { readonly kid: string };

/** Signs with the gateway's key of the moment: an Ed25519 JWK with `kid`. A token ends with its request, and after 10 s at the latest. */
export function passportSigner(
  present: SigningKey | (() => SigningKey),
  now: () => number = Date.now,
): PassportSigner {
  const presentKey = typeof present === 'function' ? present : () => present;
  let jwk = presentKey();
  let key = createPrivateKey({ key: jwk, format: 'jwk' });
  return (passport, { room, method, body }) => {
    if (jwk !== presentKey()) {
      jwk = presentKey();
      key = createPrivateKey({ key: jwk, format: 'jwk' });
    }
    const header = { alg: PASSPORT_WIRE.algorithm, typ: PASSPORT_WIRE.type, kid: jwk.kid };
    const issued = now();
    const claims: PassportClaims = {
      request: passport.request,
      viewer: passport.viewer,
      basis: passport.basis,
      facts: passport.facts,
      method,
      body: createHash('sha256').update(body).digest('base64url'),
    };
    return new SignJWT(claims)
      .setProtectedHeader(header)
      .setIssuer(PASSPORT_WIRE.issuer)
      .setAudience(room)
      .setIssuedAt(Math.floor(issued / 1000))
      .setExpirationTime(Math.min(passport.expires, issued + (PASSPORT_WIRE.seconds - 1) * 1000) / 1000)
      .sign(key);
  };
}
