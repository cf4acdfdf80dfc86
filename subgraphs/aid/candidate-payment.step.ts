import type { Transaction } from '@seisi/host/act';
import { and, eq, inArray, isNotNull, type SQL } from 'drizzle-orm';
import { candidates } from './candidate.table.ts';
import { stepMany } from './candidate-steps.step.ts';
import { toCounter } from './counter-payment.step.ts';
import { type PaymentFileRow, type PaymentRunRow, paymentLines } from './payment-run.table.ts';
import type { Doing } from './recipient-list.step.ts';

/** The recipients of a file whose lines stood were credited by the bank. */
export async function settleRecipients(
  transaction: Transaction,
  { id }: Pick<PaymentFileRow, 'id'>,
  { stood, paidOn, by, at }: Doing & { readonly stood: SQL; readonly paidOn: string },
): Promise<void> {
  const lines = transaction
    .select({ id: paymentLines.candidateId })
    .from(paymentLines)
    .where(and(eq(paymentLines.fileId, id), isNotNull(paymentLines.candidateId), stood));
  await stepMany(transaction, {
    ...{
      which: inArray(candidates.id, lines),
      from: 'READY_EFT',
      act: 'PAY_BY_EFT',
      by,
      at,
      set: { paidOn },
    },
  });
}

/**
 * What the bank sent back of recipients is paid at the counter: their account takes nothing, and S3 knows no third way. Of a list of payments those that are a recipient's are told by their identifier.
 */
export async function takeBack(
  transaction: Transaction,
  payments: readonly string[],
  { by, at }: Doing,
): Promise<void> {
  const back = await transaction
    .select()
    .from(candidates)
    .where(inArray(candidates.id, [...payments]))
    .orderBy(candidates.id)
    .for('update');
  for (const candidate of back) await toCounter(transaction, candidate, { act: 'COME_BACK', by, at });
}

/** Whether the bank has yet to say of some recipient of a run what came of it. */
export async function areRecipientsOwed(
  transaction: Transaction,
  { id }: Pick<PaymentRunRow, 'id'>,
  stood: SQL,
): Promise<boolean> {
  const [owed] = await transaction
    .select({ id: candidates.id })
    .from(paymentLines)
    .innerJoin(candidates, eq(candidates.id, paymentLines.candidateId))
    .where(and(eq(paymentLines.runId, id), eq(candidates.status, 'READY_EFT'), stood))
    .limit(1);
  return owed !== undefined;
}
