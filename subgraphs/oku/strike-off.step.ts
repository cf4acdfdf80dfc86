import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, isNull } from 'drizzle-orm';
import { cancelCards } from './card.step.ts';
import { type ActingOnEntry, lockedRegistration } from './locked-registration.step.ts';
import { tellHolder } from './notice.step.ts';
import { registrations } from './registration.table.ts';
import { type OkuStrikeOffRow, strikeOffs } from './strike-off.table.ts';

/** Proposes to strike an entry off (Act 685 s.21). @throws STEP_REFUSED where it is not registered, or another proposal is open */
export async function proposeStrikeOff(
  transaction: Transaction,
  { registrationId, by: proposedBy, at: proposedAt }: ActingOnEntry,
  why: Pick<OkuStrikeOffRow, 'reason' | 'note'>,
): Promise<void> {
  const { status } = await lockedRegistration(transaction, registrationId);
  if (status !== 'REGISTERED') throw refused(`The entry is ${status}; only a registration is struck off.`);
  const made = await transaction
    .insert(strikeOffs)
    .values({ id: crypto.randomUUID(), registrationId, ...why, proposedBy, proposedAt })
    .onConflictDoNothing()
    .returning({ id: strikeOffs.id });
  if (made.length === 0) throw refused('Another proposal is open. Confirm it or turn it down first.');
}

/**
 * Confirms the open proposal or turns it down. Confirmed, the entry is struck off, its cards are valid no more, and the holder is told.
 * @throws STEP_REFUSED where none is open, and for the officer who proposed it
 */
export async function confirmStrikeOff(
  transaction: Transaction,
  { registrationId, by, at }: ActingOnEntry,
  isConfirmed: boolean,
): Promise<void> {
  const entry = await lockedRegistration(transaction, registrationId);
  const open = and(eq(strikeOffs.registrationId, registrationId), isNull(strikeOffs.closedAt));
  const [found] = await transaction.select().from(strikeOffs).where(open);
  if (found === undefined) throw refused('No proposal is open.');
  if (found.proposedBy === by) throw refused('You proposed it: another officer confirms it.');
  await transaction.update(strikeOffs).set({ closedBy: by, closedAt: at, isConfirmed }).where(open);
  if (!isConfirmed) return;
  const today = civilDate(at.getTime());
  await transaction
    .update(registrations)
    .set({ status: 'STRUCK_OFF', struckOffOn: today })
    .where(eq(registrations.id, registrationId));
  await cancelCards(transaction, registrationId, today);
  // Nobody writes to the dead.
  if (found.reason !== 'DECEASED') await tellHolder(transaction, entry, { event: 'STRUCK_OFF', at });
}

function refused(message: string): RegistryError {
  return new RegistryError('STEP_REFUSED', message);
}
