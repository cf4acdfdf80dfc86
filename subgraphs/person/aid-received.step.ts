import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq } from 'drizzle-orm';
import { aidReceived } from './aid-received.table.ts';
import type { WantedAid } from './aid-received.ts';

type Acting = { readonly by: string; readonly at: Date };

/** Records what somebody receives. */
export async function recordAidReceived(
  transaction: Transaction,
  personKey: string,
  wanted: WantedAid,
  { by, at }: Acting,
): Promise<string> {
  const id = crypto.randomUUID();
  await transaction.insert(aidReceived).values({ id, personKey, ...wanted, recordedBy: by, recordedAt: at });
  return id;
}

/** Strikes an entry that was wrong; it stays, and counts no longer. @throws NOT_FOUND where the person has no such entry, STEP_REFUSED where it is struck */
export async function strikeAidReceived(
  transaction: Transaction,
  { personKey, id }: { readonly personKey: string; readonly id: string },
  reason: string,
  { by, at }: Acting,
): Promise<string> {
  const ofPerson = and(eq(aidReceived.id, id), eq(aidReceived.personKey, personKey));
  const [found] = await transaction.select().from(aidReceived).where(ofPerson).for('update');
  if (found === undefined)
    throw new RegistryError('NOT_FOUND', 'This person has no such entry. Check both identifiers.');
  if (found.struckAt !== null) throw new RegistryError('STEP_REFUSED', 'This entry was struck already.');
  await transaction
    .update(aidReceived)
    .set({ struckBy: by, struckAt: at, struckReason: reason })
    .where(ofPerson);
  return id;
}
