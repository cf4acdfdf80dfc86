import { createPrivateKey, type JsonWebKey, sign } from 'node:crypto';
import { SDJwtInstance } from '@sd-jwt/core';
import { digest } from '@sd-jwt/crypto-nodejs';

/** What a holder shows, to whom, and when (seconds of the epoch). */
export type Presentation = {
  /** The names of the claims. */
  readonly shown: readonly string[];
  readonly nonce: string;
  readonly audience: string;
  readonly now: number;
};

/**
 * What the holder's device makes of a credential: the claims that are shown, and a signature of its own key over them, for one who asked. Nothing else of the credential is in it.
 * @throws Error where the credential does not have such a claim
 */
export async function presentCard(
  credential: string,
  { shown, nonce, audience, now }: Presentation,
  holderKey: JsonWebKey,
): Promise<string> {
  const key = createPrivateKey({ key: holderKey, format: 'jwk' });
  const isCurve = holderKey.kty === 'EC';
  const instance = new SDJwtInstance({
    hasher: digest,
    kbSignAlg: isCurve ? 'ES256' : 'EdDSA',
    kbSigner: (data: string) =>
      (isCurve
        ? sign('sha256', Buffer.from(data), { key, dsaEncoding: 'ieee-p1363' })
        : sign(null, Buffer.from(data), key)
      ).toString('base64url'),
  });
  const text = credential.trim();
  const known = new Set(await instance.presentableKeys(text));
  const missing = shown.find((name) => !known.has(name));
  if (missing !== undefined) throw new Error(`The credential has no claim "${missing}" that can be shown.`);
  const frame = Object.fromEntries(shown.map((name) => [name, true]));
  return instance.present(text, frame as never, { kb: { payload: { iat: now, aud: audience, nonce } } });
}
