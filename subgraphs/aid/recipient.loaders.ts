import type { RoomParts } from '@seisi/host/context';
import type { Database } from '@seisi/host/database';
import { manyBy, oneBy } from '@seisi/host/loader';
import { and, asc, eq, getTableColumns, inArray, isNull, notExists } from 'drizzle-orm';
import { candidates } from './candidate.table.ts';
import { type CandidateClockRow, candidateClocks } from './candidate-clock.table.ts';
import { type CounterPaymentRow, counterPayments } from './counter-payment.table.ts';
import { paymentFiles, paymentLines, paymentReturns } from './payment-run.table.ts';
import { type RecipientLetterRow, recipientLetters } from './recipient-letter.table.ts';
import { recipientLists } from './recipient-list.table.ts';
import { schemes } from './scheme.table.ts';

type SentLine = { readonly candidateId: string | null; readonly amount: number; readonly number: number };

/** The reads of what became of recipients, below their file. */
export const recipientLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  runningClock: oneBy(
    (row: CandidateClockRow) => row.candidateId,
    (ids) =>
      db
        .select()
        .from(candidateClocks)
        .where(and(inArray(candidateClocks.candidateId, [...ids]), isNull(candidateClocks.endedOn))),
  ),

  /** In their order. */
  lettersByCandidate: manyBy<RecipientLetterRow>(
    (row) => row.candidateId,
    (ids) =>
      db
        .select({
          ...getTableColumns(recipientLetters),
          ...{ programmeMs: schemes.nameMs, programmeEn: schemes.nameEn, amount: recipientLists.amount },
        })
        .from(recipientLetters)
        .innerJoin(candidates, eq(candidates.id, recipientLetters.candidateId))
        .innerJoin(schemes, eq(schemes.code, candidates.programmeCode))
        .innerJoin(recipientLists, eq(recipientLists.id, candidates.listId))
        .where(inArray(recipientLetters.candidateId, [...ids]))
        .orderBy(asc(recipientLetters.at), asc(recipientLetters.event), asc(recipientLetters.id)),
  ),

  counterPayment: oneBy(
    (row: CounterPaymentRow) => row.candidateId,
    (ids) =>
      db
        .select()
        .from(counterPayments)
        .where(inArray(counterPayments.candidateId, [...ids])),
  ),

  sentLine: oneBy(
    (row: SentLine) => row.candidateId ?? '',
    (ids) => standingLines(db, ids),
  ),
});

/** The lines of recipients that the bank did not send back, with the numbers of their files. */
function standingLines(db: Database, ids: readonly string[]): Promise<SentLine[]> {
  const back = db
    .select({ attempt: paymentReturns.attempt })
    .from(paymentReturns)
    .where(
      and(
        eq(paymentReturns.paymentId, paymentLines.paymentId),
        eq(paymentReturns.attempt, paymentLines.attempt),
      ),
    );
  const { candidateId, amount } = paymentLines;
  return db
    .select({ candidateId, amount, number: paymentFiles.number })
    .from(paymentLines)
    .innerJoin(paymentFiles, eq(paymentFiles.id, paymentLines.fileId))
    .where(and(inArray(paymentLines.paymentId, [...ids]), notExists(back)))
    .execute();
}
