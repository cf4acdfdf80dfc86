import type { StoredReceipt } from '@seisi/schema/receipt/receipt';

/** Receipts that are kept together or not at all: of one series, numbered one after another, and never none. */
export type ReceiptGroup = readonly StoredReceipt[];

/** A place where receipts are durable. It is given one group at a time. */
export type Sink = {
  /** Resolves when all of the group is durable there; rejects when it is not, or when that is not known. */
  write(group: ReceiptGroup): Promise<void>;
  close(): Promise<void>;
};

/** Why a sink did not take a group, for the operator: a code or a name, never what was to be written. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
