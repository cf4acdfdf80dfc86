import { RegistryError } from '@seisi/schema/errors';
import type { KeptReceipt, ReceiptDraft } from '@seisi/schema/receipt/receipt';
import type { Receipts } from './receipts.ts';

/** Receipts in memory, for tests. */
export type MemoryReceipts = Receipts & {
  /** What was kept since the last call, in its order. */
  taken(): ReceiptDraft[];
  /** From now on these are refused; by default none are. */
  refuse(isRefused: (draft: ReceiptDraft) => boolean): void;
};

/** Keeps every receipt until it is asked for; the leaf of one is made from its id. `settling` stands for the time that a disk takes. */
export function memoryReceipts(settling: () => Promise<void> = async () => {}): MemoryReceipts {
  const kept: ReceiptDraft[] = [];
  let isRefused: (draft: ReceiptDraft) => boolean = () => false;
  return {
    async keep(draft): Promise<KeptReceipt> {
      await settling();
      if (isRefused(draft)) throw new RegistryError('AUDIT_UNAVAILABLE', 'No sink took the receipt.');
      kept.push(draft);
      return { id: draft.id, leaf: `leaf-of-${draft.id}` };
    },
    taken: () => kept.splice(0),
    refuse: (refused) => {
      isRefused = refused;
    },
    close: async () => {},
  };
}
