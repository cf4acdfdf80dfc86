import { say } from '../auditor/output.ts';
import { readConfig } from '../config.ts';
import { Refusal } from '../refusal.ts';
import { readSecrets } from '../secrets.ts';
import { optionsOf } from './options.ts';

/** Prints the public key by which cards are issued, as a JWK set. */
export async function key(args: readonly string[]): Promise<void> {
  if (optionsOf(args, {}, 'key').positionals.length > 0) throw new Refusal('`card key` takes no argument.');
  const { kty, crv, alg, kid, x } = readSecrets(readConfig()).cardKey;
  await say(`${JSON.stringify({ keys: [{ kty, crv, alg, kid, x }] })}\n`);
}
