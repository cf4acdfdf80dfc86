import { createHash } from 'node:crypto';
import type { PaymentLineRow } from './payment-run.table.ts';

/** What a file says of one payment. */
export type FileLine = Pick<PaymentLineRow, 'paymentId' | 'bankCode' | 'accountNumber' | 'amount'>;

/** What a file says of itself. */
export type FileHead = {
  /** Over all runs, without gaps. */
  readonly number: number;
  /** The first day of the month. */
  readonly month: string;
};

/** How a bank wants its files. Banks differ: each has a function of its own, which gives the same bytes for the same lines, for ever. */
export type FileFormat = {
  readonly extension: string;
  /** @throws RangeError for what does not fit, rather than cutting it */
  readonly write: (head: FileHead, lines: readonly FileLine[]) => Uint8Array;
};

const LINE_END = '\r\n';

/**
 * Our own form, until a bank names its own: ASCII, fixed width, a line each, ended by CR LF. Amounts in sen. Texts are filled with blanks on the right, numbers with zeros on the left.
 *
 * | line | columns |
 * |---|---|
 * | `H` head | 1 `H` · 2–10 `SEISIEFT1` · 11–19 number of the file · 20–25 month `YYYYMM` · 26–32 lines · 33–47 total |
 * | `D` payment | 1 `D` · 2–8 line, from 1 · 9–44 payment · 45–55 bank (BIC) · 56–75 account · 76–90 amount |
 * | `T` end | 1 `T` · 2–8 lines · 9–23 total |
 *
 * It names no recipient: this room does not know names.
 */
export const fixedWidth: FileFormat = {
  extension: 'eft',
  write: ({ number, month }, lines) => {
    const total = lines.reduce((sum, { amount }) => sum + amount, 0);
    const [count, sum] = [digits(lines.length, 7), digits(total, 15)];
    const head = `HSEISIEFT1${digits(number, 9)}${month.slice(0, 4)}${month.slice(5, 7)}${count}${sum}`;
    const body = lines.map(
      ({ paymentId, bankCode, accountNumber, amount }, at) =>
        `D${digits(at + 1, 7)}${text(paymentId, 36)}${text(bankCode, 11)}${text(accountNumber, 20)}${digits(amount, 15)}`,
    );
    return Buffer.from([head, ...body, `T${count}${sum}`, ''].join(LINE_END), 'latin1');
  },
};

/** The SHA-256 of a file, in hexadecimal. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Under which name a file goes: the same for ever. */
export function fileName({ number, month }: FileHead, { extension }: FileFormat): string {
  return `seisi-${month.slice(0, 7)}-${digits(number, 9)}.${extension}`;
}

function digits(value: number, width: number): string {
  const written = String(value).padStart(width, '0');
  if (Number.isSafeInteger(value) && value >= 0 && written.length === width) return written;
  throw new RangeError(`A number does not fit into ${width} digits.`);
}

function text(value: string, width: number): string {
  if (value.length <= width && /^[\x21-\x7e]+$/.test(value)) return value.padEnd(width);
  throw new RangeError(`A text does not fit into ${width} columns.`);
}
