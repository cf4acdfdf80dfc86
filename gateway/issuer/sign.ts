import { calculateJwkThumbprint, importJWK, type JWK, SignJWT } from 'jose';

/** What a development token says, beside issuer, audience and times. */
export type PersonaToken = {
  readonly sub: string;
  readonly viewer_kind: string;
  readonly agency?: string;
  readonly person?: string;
  readonly scope: string;
  readonly acr: string;
  readonly authorization_details?: readonly {
    readonly type: string;
    readonly agreement: string;
    readonly purpose: string;
  }[];
};

/** The audience of every token for this graph. */
export const AUDIENCE = 'seisi';

/** The name of the development issuer in its tokens: the same for every clone and port. */
export const DEVELOPMENT_ISSUER = 'https://issuer.seisi.localhost';
const LIFETIME_SECONDS = 8 * 60 * 60;

/** Signs an access token (RFC 9068) for a persona with the development issuer's key, valid for eight hours. */
export async function signPersonaToken(
  claims: PersonaToken,
  key: JWK,
  at: { readonly issuer: string; readonly now: Date },
): Promise<string> {
  const seconds = Math.floor(at.now.getTime() / 1000);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: key.alg ?? 'EdDSA', typ: 'at+jwt', kid: await calculateJwkThumbprint(key) })
    .setIssuer(at.issuer)
    .setAudience(AUDIENCE)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + LIFETIME_SECONDS)
    .sign(await importJWK(key, key.alg ?? 'EdDSA'));
}

/** The JWKS that the development issuer publishes: public parts alone. */
export async function publicKeys(keys: readonly JWK[]): Promise<{ keys: JWK[] }> {
  return {
    keys: await Promise.all(
      keys.map(async (key) => {
        const { kty, crv, x, y } = key;
        const shown = { kty, crv, x, ...(y === undefined ? {} : { y }) } as JWK;
        return { ...shown, alg: key.alg ?? 'EdDSA', use: 'sig', kid: await calculateJwkThumbprint(key) };
      }),
    ),
  };
}
