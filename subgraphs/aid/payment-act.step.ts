import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { advance } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import { and, asc, eq, inArray, notExists, type SQL } from 'drizzle-orm';
import { stepApplication } from './application.step.ts';
import { applications, payments } from './application.table.ts';
import { areRecipientsOwed, settleRecipients } from './candidate-payment.step.ts';
import {
  type PaymentFileRow,
  type PaymentRunRow,
  paymentFiles,
  paymentLines,
  paymentReturns,
  paymentRuns,
} from './payment-run.table.ts';
import { hashOfRun, type RunAct, runLife } from './payment-run.ts';

/** Who does it, and when. */
type Done = { readonly by: string; readonly at: Date };

/** Begins the run of a month; its worker goes on with it. @throws STEP_REFUSED where the month has its run */
export async function beginRun(
  transaction: Transaction,
  { month, by, at }: Done & { readonly month: string },
): Promise<void> {
  const run = { id: crypto.randomUUID(), month, status: 'PREPARING', preparedBy: by, startedAt: at } as const;
  const begun = await transaction
    .insert(paymentRuns)
    .values({ ...run, payments: 0, total: 0, withoutAccount: 0 })
    .onConflictDoNothing({ target: paymentRuns.month })
    .returning({ id: paymentRuns.id });
  if (begun.length === 0)
    throw new RegistryError('STEP_REFUSED', 'This month has its run. `paymentRun` shows it.');
}

/**
 * Lets a run go to the bank.
 * @throws NOT_FOUND, and STEP_REFUSED where it is not prepared, where the same officer had it prepared, and where it is not what the officer saw
 */
export async function releaseRun(
  transaction: Transaction,
  { month, hash, by, at }: Done & { readonly month: string; readonly hash: string },
): Promise<void> {
  const run = await lockedRun(transaction, eq(paymentRuns.month, month));
  const status = stepped(run, 'RELEASE');
  if (run.preparedBy === by)
    throw new RegistryError(
      'STEP_REFUSED',
      'Whoever had a run prepared does not release it: another officer does (four eyes).',
    );
  const files = await transaction
    .select()
    .from(paymentFiles)
    .where(eq(paymentFiles.runId, run.id))
    .orderBy(asc(paymentFiles.number));
  if (hashOfRun(files) !== hash.toLowerCase())
    throw new RegistryError(
      'STEP_REFUSED',
      'The run is not the one that this hash stands for. Read it again.',
    );
  await transaction
    .update(paymentRuns)
    .set({ status, releasedBy: by, releasedAt: at })
    .where(eq(paymentRuns.id, run.id));
}

/**
 * The bank has credited a file: its payments are paid, but for those that it returned, and what was approved is completed with its first payment (S0: Selesai). With the last file the
 * run is closed. Gives the run's month.
 * @throws NOT_FOUND, and STEP_REFUSED where the file was not sent, or not by that day
 */
export async function settleFile(
  transaction: Transaction,
  { number, paidOn, by, at }: Done & { readonly number: number; readonly paidOn: string },
): Promise<string> {
  const { run, file } = await sentFile(transaction, number);
  if (file.sentAt === null || civilDate(file.sentAt.getTime()) > paidOn)
    throw new RegistryError('STEP_REFUSED', 'A file is paid on the day on which it was sent, or later.');
  await transaction
    .update(payments)
    .set({ status: 'PAID', paidOn })
    .where(and(inArray(payments.id, idsOf(transaction, file)), eq(payments.status, 'SCHEDULED')));
  for (const { id } of await firstPaid(transaction, file))
    await stepApplication(transaction, { applicationId: id, act: 'SETTLE', by, at, reason: null });
  await settleRecipients(transaction, file, { stood: stood(transaction), paidOn, by, at });
  const isRest =
    (await isOwed(transaction, run)) || (await areRecipientsOwed(transaction, run, stood(transaction)));
  if (run.status === 'SENT' && !isRest)
    await transaction
      .update(paymentRuns)
      .set({ status: stepped(run, 'CLOSE') })
      .where(eq(paymentRuns.id, run.id));
  return run.month;
}

/** A file that was sent, with its run locked: of two who tell what the bank said of it, one waits. @throws NOT_FOUND, STEP_REFUSED */
export async function sentFile(
  transaction: Transaction,
  number: number,
): Promise<{ readonly run: PaymentRunRow; readonly file: PaymentFileRow & { readonly sentAt: Date } }> {
  const [known] = await transaction.select().from(paymentFiles).where(eq(paymentFiles.number, number));
  if (known === undefined) throw new RegistryError('NOT_FOUND', 'There is no payment file of this number.');
  const run = await lockedRun(transaction, eq(paymentRuns.id, known.runId));
  if (known.sentAt !== null) return { run, file: { ...known, sentAt: known.sentAt } };
  throw new RegistryError('STEP_REFUSED', 'This file has not been sent.');
}

/** The payments whose lines stand in a file and did not come back, as a condition asks for them. */
function idsOf(transaction: Transaction, { id }: PaymentFileRow) {
  return transaction
    .select({ id: paymentLines.paymentId })
    .from(paymentLines)
    .where(and(eq(paymentLines.fileId, id), stood(transaction)));
}

/** A line that the bank returned is no longer its payment's. */
function stood(transaction: Transaction): SQL {
  const back = transaction
    .select({ attempt: paymentReturns.attempt })
    .from(paymentReturns)
    .where(
      and(
        eq(paymentReturns.paymentId, paymentLines.paymentId),
        eq(paymentReturns.attempt, paymentLines.attempt),
      ),
    );
  return notExists(back);
}

/** The applications of a file that were approved, and are paid by it for the first time. */
function firstPaid(transaction: Transaction, { id }: PaymentFileRow): Promise<{ id: string }[]> {
  return transaction
    .selectDistinct({ id: applications.id })
    .from(paymentLines)
    .innerJoin(payments, eq(payments.id, paymentLines.paymentId))
    .innerJoin(applications, eq(applications.id, payments.applicationId))
    .where(
      and(
        eq(paymentLines.fileId, id),
        eq(payments.status, 'PAID'),
        eq(applications.status, 'APPROVED'),
        stood(transaction),
      ),
    )
    .execute();
}

/** Whether the bank has yet to say of some payment of a run what came of it. */
async function isOwed(transaction: Transaction, { id }: PaymentRunRow): Promise<boolean> {
  const [owed] = await transaction
    .select({ id: payments.id })
    .from(paymentLines)
    .innerJoin(payments, eq(payments.id, paymentLines.paymentId))
    .where(and(eq(paymentLines.runId, id), eq(payments.status, 'SCHEDULED'), stood(transaction)))
    .limit(1);
  return owed !== undefined;
}

async function lockedRun(transaction: Transaction, which: SQL): Promise<PaymentRunRow> {
  const [run] = await transaction.select().from(paymentRuns).where(which).for('update');
  if (run !== undefined) return run;
  throw new RegistryError('NOT_FOUND', 'There is no payment run of this month.');
}

/** @throws STEP_REFUSED where the step is not open */
function stepped({ status }: PaymentRunRow, step: RunAct): PaymentRunRow['status'] {
  return advance<PaymentRunRow['status'], RunAct>(runLife, { thing: 'payment run', status, step });
}
