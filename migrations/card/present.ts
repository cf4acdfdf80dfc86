import type { JsonWebKey } from 'node:crypto';
import { presentCard } from '../../subgraphs/oku/card-presentation.ts';
import { say } from '../auditor/output.ts';
import { Refusal } from '../refusal.ts';
import { jsonOf, needed, optionsOf, textOf } from './options.ts';

const USAGE = 'present FILE --show CLAIM[,CLAIM...] --nonce TEXT --audience TEXT --key FILE';
const OPTIONS = {
  show: { type: 'string' },
  nonce: { type: 'string' },
  audience: { type: 'string' },
  key: { type: 'string' },
} as const;

/** Makes what a holder shows of a credential. */
export async function present(args: readonly string[]): Promise<void> {
  const { values, positionals } = optionsOf(args, OPTIONS, USAGE);
  const [file] = positionals;
  if (file === undefined) throw new Refusal(`A file is missing. Use: npx pnpm card ${USAGE}`);
  const asked = {
    shown: needed('show', values.show, USAGE).split(','),
    nonce: needed('nonce', values.nonce, USAGE),
    audience: needed('audience', values.audience, USAGE),
    now: Math.floor(Date.now() / 1000),
  };
  const key = jsonOf(needed('key', values.key, USAGE)) as JsonWebKey;
  const text = await presentCard(textOf(file), asked, key).catch((error: unknown) => {
    throw new Refusal(error instanceof Error ? error.message : 'The credential cannot be read.');
  });
  await say(`${text}\n`);
}
