import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { type BankAccountRow, bankAccounts } from './award.table.ts';
import { sendToAccount } from './candidate-account.step.ts';

type Done = { readonly by: string; readonly at: Date };
type Stated = Pick<BankAccountRow, 'personKey' | 'bankCode' | 'accountNumber'> &
  Done & { readonly today: string };

/**
 * Takes down where somebody is paid from today on; the one before has ended, also while nobody has checked this one: whoever says that an account is another
 * must not be paid to the old one. Stating the same changes nothing. Gives its identifier.
 * @throws STEP_REFUSED where another was stated at the same moment
 */
export async function stateAccount(
  transaction: Transaction,
  { personKey, bankCode, accountNumber, by, at, today }: Stated,
): Promise<string> {
  const inForce = and(eq(bankAccounts.personKey, personKey), isNull(bankAccounts.endsOn));
  const [before] = await transaction.select().from(bankAccounts).where(inForce).for('update');
  if (before?.bankCode === bankCode && before.accountNumber === accountNumber) return before.id;
  if (before !== undefined)
    await transaction.update(bankAccounts).set({ endsOn: today }).where(eq(bankAccounts.id, before.id));
  const account = { id: crypto.randomUUID(), personKey, bankCode, accountNumber };
  const stated = await transaction
    .insert(bankAccounts)
    .values({ ...account, startsOn: today, statedBy: by, statedAt: at })
    .onConflictDoNothing({ target: bankAccounts.personKey, where: sql`ends_on is null` })
    .returning({ id: bankAccounts.id });
  if (stated.length > 0) return account.id;
  throw new RegistryError('STEP_REFUSED', 'Another account was stated at the same moment. Read it again.');
}

/**
 * Says that an account was compared with the bank's statement; a programme's money that waits for it goes there.
 * @throws STEP_REFUSED where it is no longer in force, was checked already, was stated by the same officer, or is not the one on the statement
 */
export async function checkAccount(
  transaction: Transaction,
  { id, accountNumber, by, at }: Done & Pick<BankAccountRow, 'id' | 'accountNumber'>,
): Promise<string> {
  const ofId = eq(bankAccounts.id, id);
  const [account] = await transaction.select().from(bankAccounts).where(ofId).for('update');
  if (account === undefined || account.endsOn !== null || account.checkedAt !== null)
    throw new RegistryError('STEP_REFUSED', 'This account does not wait for a check.');
  if (account.statedBy === by)
    throw new RegistryError('STEP_REFUSED', 'Whoever stated an account does not check it.');
  if (account.accountNumber !== accountNumber)
    throw new RegistryError('STEP_REFUSED', 'This is not the number that was stated. Nothing was checked.');
  await transaction.update(bankAccounts).set({ checkedBy: by, checkedAt: at }).where(ofId);
  await sendToAccount(transaction, account.personKey, { by, at });
  return id;
}
