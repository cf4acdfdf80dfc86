import type { KeptReceipt, ReceiptDraft } from '@seisi/schema/receipt/receipt';

/** Where the gateway keeps receipts before an answer leaves (access §8). */
export type Receipts = {
  /**
   * Resolves when the receipt is durable in one sink at least.
   * @throws AUDIT_UNAVAILABLE where no sink took it: then no data leaves
   */
  keep(draft: ReceiptDraft): Promise<KeptReceipt>;
  close(): Promise<void>;
};
