import { readFileSync } from 'node:fs';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { Refusal } from '../refusal.ts';

/** What every subcommand of `card` is asked with, for `--help`. */
export const HELP = `npx pnpm card: an OKU card on its holder's own device

Offline, for whoever is shown a card; nobody learns to whom:
  card verify FILE|- --issuer KEYS --status LIST --nonce TEXT --audience TEXT
      whether what the holder shows counts now, and what was shown, in Malay and
      in English. KEYS is a JWK set (card key), LIST the list of statuses that the
      card names, fetched before: it is relied upon for 40 seconds. It ends with
      0 where the card counts, 1 where it does not, 2 where it cannot be told.

Offline, on the holder's side, to try the whole way:
  card present FILE --show CLAIM[,CLAIM...] --nonce TEXT --audience TEXT --key FILE
      what the holder's device makes of a credential, with its private key (JWK).
      Claims: registered, category, subCategory, cardNumber, registrationNumber.

With the secrets of the house:
  card key                the issuer's public keys, as verify takes them
`;

/** The values of a subcommand's arguments; anything that does not fit is a `Refusal` that names its usage. */
export function optionsOf<const T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: T,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\. |\n/);
    throw new Refusal(`${(sentence ?? '').replace(/\.$/, '')}. Use: npx pnpm card ${usage}`);
  }
}

/** What an option says. @throws Refusal where it is not given */
export function needed(name: string, value: string | undefined, usage: string): string {
  if (value !== undefined && value !== '') return value;
  throw new Refusal(`--${name} is missing. Use: npx pnpm card ${usage}`);
}

/** The text of a file, or of the standard input for `-`. @throws Refusal where it cannot be read */
export function textOf(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch {
    throw new Refusal(`The file ${path} cannot be read.`);
  }
}

/** The JSON of a file. @throws Refusal where it is none */
export function jsonOf(path: string): unknown {
  try {
    return JSON.parse(textOf(path));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`The file ${path} holds no JSON.`);
  }
}
