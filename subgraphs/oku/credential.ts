import { createHmac, createPrivateKey, type JsonWebKey, sign } from 'node:crypto';
import { digest } from '@sd-jwt/crypto-nodejs';
import { SDJwtVcInstance, type SdJwtVcPayload } from '@sd-jwt/sd-jwt-vc';
import type { DisclosureFrame } from '@sd-jwt/types';
import { badInput } from '@seisi/host/read-input';

/** What kind of credential it is (SD-JWT VC, `vct`). */
export const CARD_TYPE = 'urn:seisi:oku-card:1';
/** What stands in every credential, and each of which its holder shows or keeps back. The register knows no name. */
export type CardClaims = {
  readonly registered: true;
  readonly category: string;
  readonly subCategory?: string;
  readonly cardNumber: string;
  readonly registrationNumber: string;
};
/** The public key to which a credential is bound, as the holder's device gave it. */
export type HolderKey =
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }
  | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string };

/** A credential as it was issued; times in seconds of the epoch. */
export type IssuedCard = {
  readonly claims: CardClaims;
  readonly holderKey: HolderKey;
  /** 32 bytes, base64url. */
  readonly seed: string;
  readonly list: number;
  readonly place: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
};

/** Where a list of statuses is had: a field of the graph that everybody may ask, served as text. */
export function listUrl(url: string, list: number): string {
  return `${url}/status-lists/okuStatusList/${list}`;
}

/** The identifier of the issuer's key in what it signs. */
export function keyIdOf(key: JsonWebKey): string {
  return typeof key['kid'] === 'string' ? key['kid'] : String(key.x);
}

/**
 * The text of a credential (SD-JWT VC): signed by the issuer with Ed25519, each claim behind a salt of its own. The same card gives the same text: salts are made
 * of its seed, and the signature of Ed25519 is of what is signed alone.
 */
export async function credentialText(
  { claims, holderKey, seed, list, place, issuedAt, expiresAt }: IssuedCard,
  issuer: { readonly key: JsonWebKey; readonly url: string },
): Promise<string> {
  const privateKey = createPrivateKey({ key: issuer.key, format: 'jwk' });
  let salted = 0;
  const instance = new SDJwtVcInstance({
    signAlg: 'EdDSA',
    signer: async (data) => sign(null, Buffer.from(data), privateKey).toString('base64url'),
    hashAlg: 'sha-256',
    hasher: digest,
    saltGenerator: async () => {
      salted += 1;
      return createHmac('sha256', seed).update(String(salted)).digest('base64url').slice(0, 22);
    },
  });
  const payload: SdJwtVcPayload = {
    ...{ iss: issuer.url, vct: CARD_TYPE, iat: issuedAt, exp: expiresAt, cnf: { jwk: holderKey } },
    ...{ status: { status_list: { idx: place, uri: listUrl(issuer.url, list) } } },
    ...claims,
  };
  const frame = { _sd: Object.keys(claims).toSorted() } as DisclosureFrame<SdJwtVcPayload>;
  return instance.issue(payload, frame, { header: { kid: keyIdOf(issuer.key) } });
}

/** The public key of a holder: P-256 or Ed25519, as a JWK without anything private. @throws BAD_USER_INPUT for anything else */
export function readHolderKey(text: string): HolderKey {
  const { kty, crv, x, y, d } = objectOf(text);
  if (d !== undefined) throw badInput('holderKey', 'holds a private key: give its public part alone');
  if (kty === 'EC' && crv === 'P-256' && isCoordinate(x) && isCoordinate(y)) return { kty, crv, x, y };
  if (kty === 'OKP' && crv === 'Ed25519' && isCoordinate(x)) return { kty, crv, x };
  throw badInput('holderKey', 'is no public key: it takes a JWK of P-256 or Ed25519');
}

/** 32 bytes in base64url. */
function isCoordinate(text: unknown): text is string {
  return typeof text === 'string' && /^[A-Za-z0-9_-]{43}$/.test(text);
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text)) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
