import type { Transaction } from '@seisi/host/act';
import { and, eq, ne } from 'drizzle-orm';
import type { OkuApplicationRow } from './application.table.ts';
import { entryAfter } from './application.ts';
import { registrations } from './registration.table.ts';

/** Has the register say how far an application came: the person's entry is made when it is sent. What is registered is not touched by a change of category that is not decided. */
export async function showInRegister(
  transaction: Transaction,
  { personKey, kind, status }: Pick<OkuApplicationRow, 'personKey' | 'kind' | 'status'>,
): Promise<void> {
  const shown = entryAfter(kind, status);
  // Whoever is registered is by the step that registers, with a number and a category.
  if (shown === null || shown === 'REGISTERED') return;
  const made = await transaction
    .insert(registrations)
    .values({ id: crypto.randomUUID(), personKey, status: shown })
    .onConflictDoNothing()
    .returning({ id: registrations.id });
  if (made.length > 0) return;
  await transaction
    .update(registrations)
    .set({ status: shown })
    .where(and(eq(registrations.personKey, personKey), ne(registrations.status, 'REGISTERED')));
}
