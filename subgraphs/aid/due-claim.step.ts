import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { isOver } from '@seisi/schema/calendar/clock';
import { and, eq, isNull } from 'drizzle-orm';
import { bankAccounts } from './award.table.ts';
import { candidates } from './candidate.table.ts';
import { endClock } from './candidate-clock.step.ts';
import { candidateClocks } from './candidate-clock.table.ts';
import { stepMany } from './candidate-steps.step.ts';
import { lockedCandidate, toCounter } from './counter-payment.step.ts';
import { writeLetters } from './recipient-letter.step.ts';

/** Under whose name clocks act. */
const BY = 'system';

/**
 * What follows from a clock whose last day is over: without an account the money waits at the counter, without a claim it is unclaimed. The candidate is locked first, as by every step, and the clock looked at again: whoever was
 * faster was in time.
 */
export async function lapse(transaction: Transaction, clockId: string, at: Date): Promise<void> {
  const ofClock = eq(candidateClocks.id, clockId);
  const [known] = await transaction.select().from(candidateClocks).where(ofClock);
  if (known === undefined) return;
  const candidate = await lockedCandidate(transaction, known.candidateId);
  const [clock] = await transaction.select().from(candidateClocks).where(ofClock);
  const today = civilDate(at.getTime());
  if (clock === undefined || clock.endedOn !== null || !isOver(clock.dueOn, today)) return;
  const { id, personKey, status: from } = candidate;
  if (clock.kind === 'ACCOUNT') {
    if (await isStated(transaction, personKey)) return;
    await endClock(transaction, id, { at });
    return toCounter(transaction, candidate, { act: 'MISS_ACCOUNT', by: BY, at });
  }
  await endClock(transaction, id, { at });
  await stepMany(transaction, { which: eq(candidates.id, id), from, act: 'MISS_CLAIM', by: BY, at });
  await writeLetters(transaction, [id], { event: 'UNCLAIMED', writtenOn: today, dueOn: null, at });
}

/** Whether they have stated where they are paid, be it checked or not. */
async function isStated(transaction: Transaction, personKey: string): Promise<boolean> {
  const [account] = await transaction
    .select({ id: bankAccounts.id })
    .from(bankAccounts)
    .where(and(eq(bankAccounts.personKey, personKey), isNull(bankAccounts.endsOn)));
  return account !== undefined;
}
