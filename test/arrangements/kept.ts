import type { Receipts } from '@seisi/gateway/receipts';
import { type MemoryReceipts, memoryReceipts } from '@seisi/gateway/receipts.testing';
import { tableReceipts } from '../setup/table-receipts.ts';

/** Receipts that a test reads, and that go into the table while it says so: only then the log grows, so that it stands still while it is read. */
export type Kept = { readonly receipts: Receipts; taken: MemoryReceipts['taken'] };

/** Opens them on a table. `log.isOpen` is looked at for each receipt. */
export function openKept(tableUrl: string, log: { readonly isOpen: boolean }): Kept {
  const memory = memoryReceipts();
  const table = tableReceipts(tableUrl);
  return {
    taken: memory.taken,
    receipts: {
      keep: async (draft) => {
        const kept = await memory.keep(draft);
        return log.isOpen ? table.keep(draft) : kept;
      },
      close: () => table.close(),
    },
  };
}
