import { ORIGIN } from '@seisi/schema/receipt/checkpoint';
import { noteVerifier } from '@seisi/schema/receipt/signed-note';
import { readConfig } from '../config.ts';
import { readSecrets } from '../secrets.ts';
import { optionsOf, refusePositionals } from './options.ts';
import { say } from './output.ts';

/** Prints the public key of the log, as others' tools know it (C2SP signed-note). */
export async function key(args: readonly string[]): Promise<void> {
  refusePositionals(optionsOf(args, {}, 'key').positionals, 'key');
  await say(`${noteVerifier(ORIGIN, { ...readSecrets(readConfig()).receiptKey }).key}\n`);
}
