import type { Transaction } from '@seisi/host/act';
import { and, eq, isNull, or } from 'drizzle-orm';
import { keepConsent } from './consent.step.ts';
import { consentSteps, consents } from './consent.table.ts';
import type { Recording } from './recorded-income.ts';

/**
 * Ends what others of a home may read of its figures by the consent of who leaves it, and the other way round. That they no longer live together ends it by itself
 * on another day; whoever comes back on the very day is consented to anew all the same.
 */
export async function endFellowConsents(
  transaction: Transaction,
  { householdKey, personKey }: { readonly householdKey: string; readonly personKey: string },
  { by, at }: Pick<Recording, 'by' | 'at'>,
): Promise<void> {
  const isTheirs = or(eq(consents.personKey, personKey), eq(consents.readerKey, personKey));
  const given = await transaction
    .select()
    .from(consents)
    .where(and(eq(consents.householdKey, householdKey), isTheirs, isNull(consents.withdrawnAt)))
    .orderBy(consents.id)
    .for('update');
  for (const consent of given) {
    const { id: consentId, classes, validUntil } = consent;
    await transaction.insert(consentSteps).values({
      ...{ id: crypto.randomUUID(), consentId, personKey: consent.personKey, act: 'WITHDRAW' as const },
      ...{ classes, validUntil, by, at, idempotencyKey: `move-${consentId}`, input: '' },
    });
    await keepConsent(transaction, { ...consent, withdrawnAt: at });
  }
}
