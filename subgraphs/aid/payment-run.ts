import { createHash } from 'node:crypto';
import type { Life } from '@seisi/host/life';
import type { AwardVersionRow } from './award.table.ts';
import type { PaymentFileRow, PaymentRunRow } from './payment-run.table.ts';
import type { SchemeRow } from './scheme.table.ts';

/** The life of a payment run. Read a line as: from this status, these steps lead to those. */
export const runLife = {
  PREPARING: { PREPARE: 'PREPARED' },
  PREPARED: { RELEASE: 'RELEASED' },
  RELEASED: { SEND: 'SENT' },
  SENT: { CLOSE: 'CLOSED' },
  CLOSED: {},
} as const satisfies Life<PaymentRunRow['status'], RunAct>;

/** A step in the life of a run. Another officer releases it than the one who had it prepared. */
export type RunAct = 'PREPARE' | 'RELEASE' | 'SEND' | 'CLOSE';

type Granted = Pick<AwardVersionRow, 'startsOn' | 'endsOn' | 'amount'>;

/**
 * Whether an award is paid for a month, told by its first day: a monthly one that is in force on that day, so one that begins within a month is paid from the
 * next; a one-off one from the first month that begins with or after it, once, however long ago it was. `prepare-run.step.ts` says the same in SQL.
 */
export function paysFor(award: Granted, frequency: SchemeRow['frequency'], month: string): boolean {
  if (award.amount <= 0 || award.startsOn > month) return false;
  if (frequency === 'ONE_OFF') return true;
  return frequency === 'MONTHLY' && (award.endsOn === null || award.endsOn >= month);
}

/** How many lines the nth file of a run has, counted from 0. They are dealt evenly, so that no file is left with a few people in it. */
export function linesOfFile(nth: number, lines: number, most: number): number {
  const files = filesOf(lines, most);
  return Math.floor(((nth + 1) * lines) / files) - Math.floor((nth * lines) / files);
}

/** How many files so many lines make, of so many lines at the most. */
export function filesOf(lines: number, most: number): number {
  return Math.ceil(lines / most);
}

/** What an officer releases: one SHA-256 over number, lines, total and hash of every file of a run, in their order. */
export function hashOfRun(
  files: readonly Pick<PaymentFileRow, 'number' | 'lines' | 'total' | 'hash'>[],
): string {
  const hash = createHash('sha256');
  const inOrder = files.toSorted((one, other) => one.number - other.number);
  for (const { number, lines, total, hash: own } of inOrder)
    hash.update(`${number} ${lines} ${total} ${own}\n`);
  return hash.digest('hex');
}

/** The first day of the month so many months before that of another first day. */
export function monthsBefore(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 - months, 1)).toISOString().slice(0, 10);
}
