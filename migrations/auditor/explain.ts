import { logVerifiers } from '@seisi/schema/receipt/former-key';
import { leafOf, provedUnder, signedCheckpoint } from '@seisi/schema/receipt/handed-proof';
import { isCommitted } from '@seisi/schema/receipt/parts';
import type { ReceiptEntry, ReceiptHeader, ReceiptLeaf } from '@seisi/schema/receipt/receipt';
import { supergraph } from '@seisi/schema/sdl';
import { readTerms } from '@seisi/schema/terms';
import type { TransactionSql } from 'postgres';
import {
  atOneState,
  inclusionReader,
  newestNote,
  readReceipt,
  type StoredWhole,
} from '../../subgraphs/receipt/handed-out.audit.ts';
import { readSecrets, type Secrets } from '../secrets.ts';
import { damaged, noReceipt, withLog } from './log.ts';
import { optionsOf, receiptId } from './options.ts';
import { say } from './output.ts';
import { type ExplainedReceipt, receiptPage } from './receipt-page.ts';

const USAGE = 'explain ID';

/** Prints a receipt as a page in Malay and in English. What it says was verified; a receipt that does not verify is refused. */
export async function explain(args: readonly string[]): Promise<void> {
  const id = receiptId(optionsOf(args, {}, USAGE).positionals, USAGE);
  const receipt = await withLog((sql, config) =>
    atOneState(sql, (transaction) => verifiedReceipt(transaction, id, readSecrets(config))),
  );
  const terms = readTerms(supergraph());
  await say([receiptPage(receipt, terms, 'ms'), receiptPage(receipt, terms, 'en')].join('\n'));
}

async function verifiedReceipt(
  sql: TransactionSql,
  id: string,
  { receiptKey, formerReceiptKeys }: Secrets,
): Promise<ExplainedReceipt> {
  const [stored, newest] = [await readReceipt(sql, id), await newestNote(sql)];
  if (stored === null || newest === null) throw noReceipt(id);
  const checkpoint = signedCheckpoint(newest.note, logVerifiers({ ...receiptKey }, formerReceiptKeys));
  if ('wrong' in checkpoint) throw damaged('The newest checkpoint is not what a key of the log has signed.');
  const { leafIndex, leaf: text } = stored;
  const leafHashes = await inclusionReader(sql)(leafIndex, checkpoint.size).catch(() => []);
  const proved = provedUnder(checkpoint, { leaf: text, leafIndex, leafHashes });
  if ('wrong' in proved || leafOf(text)?.id !== id)
    throw damaged(`Receipt ${id} is not what the log has signed.`);
  return { ...proved, ...openedParts(proved.leaf, stored), retiredAt: stored.retiredAt };
}

function openedParts(leaf: ReceiptLeaf, { header, entries, retiredAt }: StoredWhole) {
  if (header === null && (retiredAt !== null || entries.length === 0)) return { header: null, entries: null };
  if (header === null || !isCommitted(leaf, { header, entries }))
    throw damaged(`Header and entries of receipt ${leaf.id} are not those that it commits to.`);
  return {
    header: JSON.parse(header.text) as ReceiptHeader,
    entries: entries.map(({ text }) => JSON.parse(text) as ReceiptEntry),
  };
}
