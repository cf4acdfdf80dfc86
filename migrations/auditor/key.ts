import { ORIGIN } from '@seisi/schema/receipt/checkpoint';
import { noteVerifier } from '@seisi/schema/receipt/signed-note';
import { readConfig } from '../config.ts';
import { readSecrets } from '../secrets.ts';
import { optionsOf, refusePositionals } from './options.ts';
import { say } from './output.ts';

/** Prints the public key of the log, as others' tools know it (C2SP signed-note), and below it each former one with the number of its last checkpoint. */
export async function key(args: readonly string[]): Promise<void> {
  refusePositionals(optionsOf(args, {}, 'key').positionals, 'key');
  const { receiptKey, formerReceiptKeys } = readSecrets(readConfig());
  await say(`${noteVerifier(ORIGIN, { ...receiptKey }).key}\n`);
  for (const former of formerReceiptKeys) {
    const end = former.lastCheckpoint === null ? '' : ` until ${former.lastCheckpoint}`;
    await say(`${noteVerifier(ORIGIN, former).key}${end}\n`);
  }
}
