import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, inArray, or } from 'drizzle-orm';
import { type ApplicationRow, applications, payments } from './application.table.ts';
import { takeBack } from './candidate-payment.step.ts';
import { tell } from './notice.step.ts';
import { sentFile } from './payment-act.step.ts';
import { type PaymentReturnRow, paymentLines, paymentReturns } from './payment-run.table.ts';

/** What the bank sent back, as its file says it: which line, how much in sen, why, under which reference of its own, and when. */
export type Returned = {
  readonly line: number;
  readonly amount: number;
  readonly reason: string;
  readonly bankReference: string;
  /** A civil date. */
  readonly returnedOn: string;
};

type Given = {
  readonly number: number;
  readonly returns: readonly Returned[];
  readonly by: string;
  readonly at: Date;
};

/**
 * Keeps what the bank sent back of a file, and the payments are RETURNED. What it said before, under the same reference, is passed over. Gives the month of the file's run.
 * @throws NOT_FOUND, BAD_USER_INPUT for a line or amount that the file does not have, STEP_REFUSED where a reference stands for another payment, a payment came back already, or before it was sent
 */
export async function keepReturns(transaction: Transaction, given: Given): Promise<string> {
  const { run, file } = await sentFile(transaction, given.number);
  const found = await linesOf(transaction, file.id, given);
  const rows = given.returns.map(({ line, amount, ...rest }, at): PaymentReturnRow => {
    const of = found.get(line);
    if (of === undefined || of.amount !== amount)
      throw badReturn(at, 'names a line and an amount that the file does not have');
    if (rest.returnedOn < civilDate(file.sentAt.getTime()))
      throw badReturn(at, 'came back before it was sent');
    const { paymentId, attempt } = of;
    return { paymentId, attempt, fileId: file.id, ...rest, by: given.by, at: given.at };
  });
  const added = await unkept(transaction, rows);
  if (added.length === 0) return run.month;
  await transaction.insert(paymentReturns).values(added);
  const ids = added.map(({ paymentId }) => paymentId);
  await transaction
    .update(payments)
    .set({ status: 'RETURNED', paidOn: null })
    .where(inArray(payments.id, ids));
  for (const application of await applicationsOf(transaction, ids))
    await tell(transaction, application, { event: 'PAYMENT_RETURNED' }, given.at);
  await takeBack(transaction, ids, given);
  return run.month;
}

/** Whose payments they are: each of them is told. */
async function applicationsOf(transaction: Transaction, ids: readonly string[]): Promise<ApplicationRow[]> {
  const rows = await transaction
    .select({ application: applications })
    .from(payments)
    .innerJoin(applications, eq(applications.id, payments.applicationId))
    .where(inArray(payments.id, [...ids]));
  return rows.map(({ application }) => application);
}

async function linesOf(transaction: Transaction, file: string, { returns }: Given) {
  const numbers = returns.map(({ line }) => line);
  const lines = await transaction
    .select()
    .from(paymentLines)
    .where(and(eq(paymentLines.fileId, file), inArray(paymentLines.line, numbers)));
  return new Map(lines.map((row) => [row.line, row]));
}

/** Those that are not kept yet. @throws STEP_REFUSED where what is kept, or another of these, says otherwise */
async function unkept(
  transaction: Transaction,
  rows: readonly PaymentReturnRow[],
): Promise<PaymentReturnRow[]> {
  const kept = await transaction
    .select()
    .from(paymentReturns)
    .where(
      or(
        inArray(
          paymentReturns.paymentId,
          rows.map(({ paymentId }) => paymentId),
        ),
        inArray(
          paymentReturns.bankReference,
          rows.map(({ bankReference }) => bankReference),
        ),
      ),
    );
  const all = [...kept];
  for (const row of rows) {
    const known = all.filter((one) => isOfLine(one, row) || one.bankReference === row.bankReference);
    if (known.length === 0) all.push(row);
    else if (!known.every((one) => isSame(one, row)))
      throw new RegistryError(
        'STEP_REFUSED',
        'A reference of the bank stands for one payment, and a payment comes back once. Nothing of this file was kept.',
      );
  }
  return all.slice(kept.length);
}

function isSame(one: PaymentReturnRow, other: PaymentReturnRow): boolean {
  return (
    isOfLine(one, other) && one.bankReference === other.bankReference && one.returnedOn === other.returnedOn
  );
}

function isOfLine(one: PaymentReturnRow, other: PaymentReturnRow): boolean {
  return one.paymentId === other.paymentId && one.attempt === other.attempt;
}

function badReturn(at: number, fault: string): RegistryError {
  const argument = `input.returns.${at}`;
  return new RegistryError('BAD_USER_INPUT', `\`${argument}\` ${fault}. Nothing of this file was kept.`, {
    argument,
  });
}
