import type { Transaction } from '@seisi/host/act';
import { and, eq, inArray } from 'drizzle-orm';
import { candidates } from './candidate.table.ts';
import { endClock } from './candidate-clock.step.ts';
import { stepMany } from './candidate-steps.step.ts';
import { programmes } from './programme.table.ts';
import type { Doing } from './recipient-list.step.ts';

/**
 * An account of somebody was checked: the money that waits for it goes there (S3: disemak dengan teliti). Takes every candidacy of theirs, also one that is being announced at this moment: whoever announces it then finds the
 * account checked, or is found here.
 */
export async function sendToAccount(
  transaction: Transaction,
  personKey: string,
  { by, at }: Doing,
): Promise<void> {
  // By programme, for candidates have an index on that.
  const codes = transaction.select({ code: programmes.code }).from(programmes);
  const own = await transaction
    .select()
    .from(candidates)
    .where(and(inArray(candidates.programmeCode, codes), eq(candidates.personKey, personKey)))
    .orderBy(candidates.id)
    .for('update');
  for (const { id, status: from } of own) {
    if (from !== 'AWAITING_ACCOUNT') continue;
    await endClock(transaction, id, { at });
    await stepMany(transaction, { which: eq(candidates.id, id), from, act: 'CHECK_ACCOUNT', by, at });
  }
}
