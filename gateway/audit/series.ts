import { randomFillSync, randomUUID } from 'node:crypto';
import type { KeptReceipt, ReceiptDraft, StoredReceipt } from '@seisi/schema/receipt/receipt';
import { sealReceipt } from '@seisi/schema/receipt/seal';

/** Drafts that got their numbers: what is to be written, and for each draft what its client is handed, or why it cannot be sealed. */
export type SealedGroup = {
  readonly rows: readonly StoredReceipt[];
  readonly results: readonly (KeptReceipt | Error)[];
};

/** Numbers receipts from 1 without a gap. A number stands for one content for ever: who does not know whether a group was written ends the series. */
export class Series {
  #id = randomUUID() as string;
  #last = 0;

  /** Gives each draft the next number and seals it. One that cannot be sealed takes no number. */
  seal(drafts: readonly ReceiptDraft[]): SealedGroup {
    const rows: StoredReceipt[] = [];
    const results = drafts.map((draft) => {
      try {
        const place = { series: this.#id, number: this.#last + 1 };
        const { stored, kept } = sealReceipt(draft, place, randomBytes);
        this.#last += 1;
        rows.push(stored);
        return kept;
      } catch (error) {
        return error instanceof Error ? error : new Error('This receipt cannot be sealed.');
      }
    });
    return { rows, results };
  }

  /** Ends the series and begins another one. */
  end(): void {
    this.#id = randomUUID();
    this.#last = 0;
  }
}

const POOL_BYTES = 8192;
const pool = Buffer.alloc(POOL_BYTES);
let used = POOL_BYTES;

/** Random bytes, valid until the next call but one of a pool: the operating system is asked for many at once. */
function randomBytes(size: number): Buffer {
  if (size > POOL_BYTES) return randomFillSync(Buffer.alloc(size));
  if (used + size > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  used += size;
  return pool.subarray(used - size, used);
}
