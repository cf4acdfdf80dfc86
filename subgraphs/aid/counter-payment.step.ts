import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { RegistryError } from '@seisi/schema/errors';
import { eq, sql } from 'drizzle-orm';
import { daysOf } from './announce-recipients.step.ts';
import { noCandidate } from './candidate.step.ts';
import { type CandidateRow, candidates } from './candidate.table.ts';
import { stepped } from './candidate.ts';
import { endClock, startClocks } from './candidate-clock.step.ts';
import { stepMany } from './candidate-steps.step.ts';
import { counterPayments } from './counter-payment.table.ts';
import { paymentLines } from './payment-run.table.ts';
import { writeLetters } from './recipient-letter.step.ts';
import { type Doing, drawnBy, otherOfficer } from './recipient-list.step.ts';
import { recipientLists } from './recipient-list.table.ts';

/** Any number that no other lock of this database takes. */
const RECEIPTS = 7_146_031;

/**
 * Lets a recipient be paid at the counter because they cannot have an account (S3: kesukaran menyediakan akaun bank), or have no more the one that was checked.
 * @throws STEP_REFUSED where no account is awaited of them, and where the payment stands in a run already
 */
export async function chooseCounter(
  transaction: Transaction,
  { id, reason, by, at }: Doing & { readonly id: string; readonly reason: string },
): Promise<string> {
  const candidate = await lockedCandidate(transaction, id);
  stepped(candidate.status, 'CHOOSE_COUNTER');
  // The run skips whoever is locked, and a line that it made before is seen now.
  const [line] = await transaction.select().from(paymentLines).where(eq(paymentLines.paymentId, id));
  if (line !== undefined)
    throw new RegistryError(
      'STEP_REFUSED',
      'This payment stands in a run. Wait for what the bank says of it.',
    );
  await endClock(transaction, id, { at, isCancelled: true });
  await toCounter(transaction, candidate, { act: 'CHOOSE_COUNTER', reason, by, at });
  return id;
}

type ToCounter = Doing & {
  readonly act: 'CHOOSE_COUNTER' | 'MISS_ACCOUNT' | 'COME_BACK';
  readonly reason?: string;
};

/** Puts a recipient, locked, among those who are paid at the counter. That is announced to them, and their days to claim it begin (S3: thirty from the announcement). */
export async function toCounter(
  transaction: Transaction,
  { id, status: from, programmeCode }: CandidateRow,
  { act, reason, by, at }: ToCounter,
): Promise<void> {
  const said = reason === undefined ? {} : { reason };
  const which = eq(candidates.id, id);
  await stepMany(transaction, { which, from, act, by, at, set: { paidOn: null }, ...said });
  const startedOn = civilDate(at.getTime());
  const { claimDays: days } = await daysOf(transaction, programmeCode);
  const dueOn = await startClocks(transaction, [id], { kind: 'CLAIM', days, startedOn });
  await writeLetters(transaction, [id], { event: 'AT_COUNTER', writtenOn: startedOn, dueOn, at });
}

/**
 * Pays a recipient at the counter, with the amount that the officer counted; the next number of a receipt is theirs. Whoever comes before the payment has become unclaimed is in time.
 * @throws STEP_REFUSED where nothing waits at the counter, for another amount, and for whoever drew, finalised or funded it (S3: three offices)
 */
export async function payAtCounter(
  transaction: Transaction,
  { id, amount, by, at }: Doing & { readonly id: string; readonly amount: number },
): Promise<string> {
  const { status: from, listId, drawId } = await lockedCandidate(transaction, id);
  stepped(from, 'PAY_IN_CASH');
  const [list] = await transaction
    .select()
    .from(recipientLists)
    .where(eq(recipientLists.id, listId ?? id));
  if (list === undefined) throw new Error('A recipient stands in no list.');
  const drew = await drawnBy(transaction, [drawId]);
  if (drew.has(by) || list.finalisedBy === by || list.fundedBy === by)
    throw otherOfficer('Whoever drew or finalised a list, or released its money, does not pay it');
  if (list.amount !== amount)
    throw new RegistryError('STEP_REFUSED', 'This is not the amount that waits. Nothing was paid.');
  const paidOn = civilDate(at.getTime());
  await endClock(transaction, id, { at });
  await stepMany(transaction, {
    ...{ which: eq(candidates.id, id), from, act: 'PAY_IN_CASH', by, at, set: { paidOn } },
  });
  // Numbers have no gaps: of two counters one waits.
  await transaction.execute(sql`select pg_advisory_xact_lock(${RECEIPTS})`);
  const [last] = await transaction
    .select({ number: sql<number>`coalesce(max(${counterPayments.receiptNumber}), 0)`.mapWith(Number) })
    .from(counterPayments);
  const receiptNumber = (last?.number ?? 0) + 1;
  await transaction
    .insert(counterPayments)
    .values({ candidateId: id, receiptNumber, amount, paidOn, by, at });
  return id;
}

/** A candidate, locked. @throws NOT_FOUND */
export async function lockedCandidate(transaction: Transaction, id: string): Promise<CandidateRow> {
  const [found] = await transaction.select().from(candidates).where(eq(candidates.id, id)).for('update');
  if (found !== undefined) return found;
  throw noCandidate();
}
