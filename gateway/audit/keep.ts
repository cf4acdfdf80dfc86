import { RegistryError } from '@seisi/schema/errors';
import type { KeptReceipt, ReceiptDraft } from '@seisi/schema/receipt/receipt';
import type { Receipts } from '../receipts.ts';
import { GroupCommit } from './group-commit.ts';
import { Series } from './series.ts';
import type { Sink } from './sink.ts';

/** How many receipts wait and go together, in characters of their texts. */
export type KeepLimits = { readonly mostTogether: number; readonly mostWaiting: number };

const LIMITS: KeepLimits = { mostTogether: 1_000_000, mostWaiting: 32_000_000 };
/** What a receipt weighs beside the texts of its entries: its header, its leaf and what the queue needs. */
const WEIGHT_OF_ONE = 1000;

/** Receipts in group commits over one sink. What the sink did not take, or may not have taken, ends the series. */
export function receiptsOver(sink: Sink, limits: KeepLimits = LIMITS): Receipts {
  const series = new Series();
  const commit = async (drafts: readonly ReceiptDraft[]) => {
    const { rows, results } = series.seal(drafts);
    if (rows.length === 0) return results;
    try {
      await sink.write(rows);
    } catch {
      series.end();
      throw unavailable();
    }
    return results;
  };
  const queue = new GroupCommit<ReceiptDraft, KeptReceipt>({
    ...limits,
    commit,
    weightOf,
    refusal: unavailable,
  });
  return {
    keep: (draft) => queue.add(draft),
    close: async () => {
      await queue.close();
      await sink.close();
    },
  };
}

function weightOf({ entries }: ReceiptDraft): number {
  return entries.reduce((weight, { text }) => weight + text.length, WEIGHT_OF_ONE);
}

function unavailable(): RegistryError {
  return new RegistryError(
    'AUDIT_UNAVAILABLE',
    'No record of this answer could be made, so it does not leave. Ask again later.',
  );
}
