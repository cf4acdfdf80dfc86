import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { issuerKeys } from './keys.ts';
import { type Identify, identify } from './verify.ts';
import type { ChosenGround } from './viewer.ts';

export const NOW = Date.parse('2026-01-15T04:00:00Z');
export const SECOND = NOW / 1000;
export const ISSUER = 'https://issuer.example';
export const CLAIMS = Object.freeze({
  iss: ISSUER,
  aud: 'seisi',
  sub: 'officer-1',
  viewer_kind: 'OFFICER',
  agency: 'jkm',
  scope: 'registry:read',
  acr: 'high',
  exp: SECOND + 600,
});

/** A key pair of an issuer: what signs, and what its JWKS shows. */
export type IssuerKey = { readonly signing: CryptoKey; readonly jwk: JWK; readonly alg: string };

/** Makes a key pair that the JWKS names by this id. */
export async function issuerKey(kid: string, alg = 'ES256'): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { signing: privateKey, alg, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

type Reply = (message: IncomingMessage, response: ServerResponse) => void;

/** An issuer whose JWKS is served on this machine: what it shows and how it answers can be changed, and its requests are counted. */
export class Issuer {
  readonly paths: string[] = [];
  shown: readonly JWK[];
  /** Instead of the keys. */
  reply: Reply | null = null;
  /** The clock of those who ask. */
  now = NOW;
  readonly #server = createServer((message, response) => {
    this.paths.push(message.url ?? '');
    if (this.reply === null) response.end(JSON.stringify({ keys: this.shown }));
    else this.reply(message, response);
  });

  constructor(...keys: readonly IssuerKey[]) {
    this.shown = keys.map(({ jwk }) => jwk);
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** A door that knows nothing yet. */
  door(timeoutMs = 3_000): Identify {
    const keys = issuerKeys({ url: new URL(`${this.origin}/jwks.json`), now: () => this.now, timeoutMs });
    return identify({ keys, issuer: ISSUER, audience: 'seisi', now: () => this.now });
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** Signs a token, whatever it says. A claim that is undefined is left out. */
export function signToken(key: IssuerKey, claims: object = {}, header: object = {}): Promise<string> {
  return new SignJWT({ ...CLAIMS, ...claims })
    .setProtectedHeader({ alg: key.alg, typ: 'at+jwt', kid: String(key.jwk.kid), ...header })
    .sign(key.signing);
}

/** The headers of a request that chooses no ground. */
export const NOTHING_CHOSEN: ChosenGround = { agreement: null, posting: null };

/** Who a door says that a token is: the viewer's id, or the code of the refusal. */
export async function whoIs(door: Identify, token: string): Promise<string> {
  try {
    return (await door(`Bearer ${token}`, NOTHING_CHOSEN))?.id ?? 'NOBODY';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
