import { receiptsFrom } from '@seisi/gateway/audit/receipts-from';
import type { Receipts } from '@seisi/gateway/receipts';
import { connect } from '@seisi/migrations/connection';
import { expect, vi } from 'vitest';

/** Receipts in the registry's own table, as a start opens them, without a second sink. */
export function tableReceipts(url: string): Receipts {
  const receipts = receiptsFrom({ kind: 'TABLE', url, folder: null }, () => {});
  if (receipts === null) throw new Error('A table keeps receipts.');
  return receipts;
}

/** Waits until all that was handed over stands in the tree. */
export async function untilInTree(adminUrl: string): Promise<void> {
  const sql = connect(adminUrl);
  const waiting = async () => expect(await sql`select from receipt.incoming limit 1`).toHaveLength(0);
  await vi.waitFor(waiting, { timeout: 30_000, interval: 100 });
  await sql.end();
}
