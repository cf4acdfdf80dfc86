import type { Transaction } from '@seisi/host/act';
import { putOut } from '@seisi/host/outbox';
import { type NoticeRow, notices } from './notice.table.ts';
import { outbox } from './outbox.table.ts';

/** The kind of the errands that carry notices to agencies. */
export const NOTICE = 'notice';

/** Which agency is told what, about what. */
export type Told = Pick<NoticeRow, 'agencyCode' | 'kind' | 'about'>;

/** Tells agencies of what happened, in the transaction in which it did. Where they are written to is asked when it leaves. */
export async function tellAgencies(transaction: Transaction, told: readonly Told[], at: Date): Promise<void> {
  if (told.length === 0) return;
  const made = told.map((one) => ({ ...one, id: crypto.randomUUID(), at }));
  await transaction.insert(notices).values(made);
  const errands = made.map(({ id }) => ({ id, kind: NOTICE, about: id, body: {} }));
  await putOut(transaction, outbox, errands, at);
}
