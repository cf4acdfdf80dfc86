import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import { type PaymentRow, payments } from './application.table.ts';
import { bankAccounts } from './award.table.ts';
import { paymentLines } from './payment-run.table.ts';

/**
 * Has a payment that the bank returned paid again, by the next run: into another account, for the one that sent it back would send it back again.
 * @throws STEP_REFUSED where it was not returned, or the account in force is unchecked or the one that it came back from
 */
export async function payAgain(
  transaction: Transaction,
  { paymentId, personKey }: { readonly paymentId: string; readonly personKey: string },
): Promise<PaymentRow> {
  const ofId = eq(payments.id, paymentId);
  const [payment] = await transaction.select().from(payments).where(ofId).for('update');
  if (payment?.status !== 'RETURNED')
    throw new RegistryError('STEP_REFUSED', 'Only a payment that the bank returned is paid again.');
  const [line] = await transaction
    .select()
    .from(paymentLines)
    .where(eq(paymentLines.paymentId, paymentId))
    .orderBy(desc(paymentLines.attempt))
    .limit(1);
  const [account] = await transaction
    .select()
    .from(bankAccounts)
    .where(
      and(
        eq(bankAccounts.personKey, personKey),
        isNull(bankAccounts.endsOn),
        isNotNull(bankAccounts.checkedAt),
      ),
    );
  if (account === undefined)
    throw new RegistryError('STEP_REFUSED', 'There is no checked account to pay it to.');
  if (line?.bankCode === account.bankCode && line.accountNumber === account.accountNumber)
    throw new RegistryError(
      'STEP_REFUSED',
      'It came back from this very account. Another must be stated first.',
    );
  await transaction.update(payments).set({ status: 'SCHEDULED', paidOn: null }).where(ofId);
  return { ...payment, status: 'SCHEDULED', paidOn: null };
}
