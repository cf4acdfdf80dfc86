import type { Transaction } from '@seisi/host/act';
import type { State } from '@seisi/schema/calendar/state';
import { RegistryError } from '@seisi/schema/errors';
import { eq } from 'drizzle-orm';
import { type OkuRegistrationRow, registrations } from './registration.table.ts';

/** Where the officer sits who acts, by whose calendar working days are counted. */
export type Office = { readonly state: State; readonly at: Date };

/** Who acts on an entry, and when. */
export type ActingOnEntry = { readonly registrationId: string; readonly by: string; readonly at: Date };

/** The lock on an entry is that of its cards. @throws NOT_FOUND */
export async function lockedRegistration(transaction: Transaction, id: string): Promise<OkuRegistrationRow> {
  const [found] = await transaction
    .select()
    .from(registrations)
    .where(eq(registrations.id, id))
    .for('update');
  if (found !== undefined) return found;
  throw new RegistryError('NOT_FOUND', 'There is no such entry of the register.');
}
