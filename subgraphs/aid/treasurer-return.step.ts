import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq } from 'drizzle-orm';
import { candidates } from './candidate.table.ts';
import { stepMany } from './candidate-steps.step.ts';
import { type Doing, lockedRecipientList, otherOfficer } from './recipient-list.step.ts';
import { treasurerReturns } from './treasurer-return.table.ts';

type Returned = Doing & { readonly listId: string; readonly district: string };

/**
 * Sends what nobody of a district claimed back to the state's treasurer (S3: dikembalikan): every unclaimed payment of the list there, once.
 * @throws NOT_FOUND, and STEP_REFUSED where nothing is unclaimed there, and for whoever released the money
 */
export async function returnToTreasurer(
  transaction: Transaction,
  { listId, district, by, at }: Returned,
): Promise<string> {
  const list = await lockedRecipientList(transaction, listId);
  if (list.fundedBy === by)
    throw otherOfficer('Whoever released the money of a list does not record that some of it came back');
  const which = and(
    eq(candidates.programmeCode, list.programmeCode),
    eq(candidates.district, district),
    eq(candidates.listId, listId),
  );
  const ids = await stepMany(transaction, { which, from: 'UNCLAIMED', act: 'RETURN', by, at });
  if (ids.length === 0)
    throw new RegistryError('STEP_REFUSED', 'Nothing of this list is unclaimed in the district.');
  const recipients = ids.length;
  const row = { id: crypto.randomUUID(), listId, district, recipients, total: recipients * list.amount };
  await transaction.insert(treasurerReturns).values({ ...row, by, at });
  return listId;
}
