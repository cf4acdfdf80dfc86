import { createPrivateKey, type JsonWebKey, sign } from 'node:crypto';
import { createHeaderAndPayload, StatusList } from '@sd-jwt/jwt-status-list';
import { keyIdOf, listUrl } from './credential.ts';

/** Places of one list; half of them are given out before the next begins, so that a place is drawn quickly and tells no order. */
export const LIST_SIZE = 1 << 16;
/** For how long a list may be relied upon, and for how long the room gives the same one, in seconds: together less than the minute in which a card that ended no longer verifies. */
const LIST_SECONDS = 40;
export const KEPT_SECONDS = 15;

const [VALID, INVALID] = [0, 1];

/**
 * The text of a list of statuses (Token Status List): one bit a place, 1 for a credential that counts no more. Places that were never given out read as
 * valid, like those of any holder.
 */
export function statusListText(
  ended: readonly number[],
  {
    list,
    at,
    issuer,
  }: {
    readonly list: number;
    readonly at: number;
    readonly issuer: { readonly key: JsonWebKey; readonly url: string };
  },
): string {
  const bits = new Array<number>(LIST_SIZE).fill(VALID);
  for (const place of ended) bits[place] = INVALID;
  const issuedAt = Math.floor(at / 1000);
  const { header, payload } = createHeaderAndPayload(
    new StatusList(bits, 1),
    {
      ...{ iss: issuer.url, sub: listUrl(issuer.url, list) },
      ...{ iat: issuedAt, exp: issuedAt + LIST_SECONDS, ttl: KEPT_SECONDS },
    },
    { alg: 'EdDSA', typ: 'statuslist+jwt', kid: keyIdOf(issuer.key) },
  );
  const signed = [header, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const key = createPrivateKey({ key: issuer.key, format: 'jwk' });
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}
