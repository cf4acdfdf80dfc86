import { logVerifiers } from '@seisi/schema/receipt/former-key';
import { verifyStored } from '../../subgraphs/receipt/stored.audit.ts';
import { Refusal } from '../refusal.ts';
import { readSecrets } from '../secrets.ts';
import { withLog } from './log.ts';
import { optionsOf, refusePositionals } from './options.ts';
import { say } from './output.ts';

/** Recomputes all that is stored; the first thing that is wrong is a `Refusal` that names its table and row. */
export async function audit(args: readonly string[]): Promise<void> {
  refusePositionals(optionsOf(args, {}, 'audit').positionals, 'audit');
  const found = await withLog((sql, config) => {
    const { receiptKey, formerReceiptKeys } = readSecrets(config);
    return verifyStored(sql, logVerifiers({ ...receiptKey }, formerReceiptKeys));
  });
  const { size, checkpoints, conflicts, retired, finding } = found;
  if (finding !== null)
    throw new Refusal(`The store is not what it was: ${finding.table} ${finding.key}: ${finding.wrong}.`);
  await say(`sound  ${size} receipts under ${checkpoints} checkpoints: every row is what was signed.\n`);
  if (retired.length > 0)
    await say(
      `note   destroyed by schedule, their leaves still in the tree: ${retired.toSorted().join(', ')}.\n`,
    );
  if (conflicts > 0)
    await say(`note   ${conflicts} alarms stand in receipt.conflict: somebody must look at them.\n`);
}
