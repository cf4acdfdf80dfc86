import { crc32 } from 'node:zlib';
import type { StoredReceipt } from '@seisi/schema/receipt/receipt';
import type { ReceiptGroup } from './sink.ts';

const CHECK_DIGITS = 8;
const LINE_END = 0x0a;

/** A group as one line of a file: a check over the rest of the line in hexadecimal, a space, and the rows as JSON. A torn line is known by its check. */
export function lineOf(group: ReceiptGroup): Buffer {
  const json = JSON.stringify(group);
  return Buffer.from(`${checkOf(json)} ${json}\n`);
}

/** The group of a line without its end; null where the line is not whole. */
export function groupOf(line: Buffer): ReceiptGroup | null {
  const json = line.subarray(CHECK_DIGITS + 1);
  if (line.toString('latin1', 0, CHECK_DIGITS + 1) !== `${checkOf(json)} `) return null;
  const group = parsed(json.toString());
  return Array.isArray(group) && group.length > 0 && group.every(isNext) ? group : null;
}

/** The lines of some bytes as they come, without their ends; also what stands after the last end. */
export async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  let begun: Buffer[] = [];
  for await (const chunk of bytes) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_END); end !== -1; end = chunk.indexOf(LINE_END, from)) {
      yield Buffer.concat([...begun, chunk.subarray(from, end)]);
      begun = [];
      from = end + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
  }
  if (begun.length > 0) yield Buffer.concat(begun);
}

function checkOf(json: string | Buffer): string {
  return crc32(json).toString(16).padStart(CHECK_DIGITS, '0');
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a value is a receipt that follows the one before it in its group, and that the table takes. */
function isNext(value: unknown, place: number, group: readonly unknown[]): value is StoredReceipt {
  if (typeof value !== 'object' || value === null) return false;
  const { series, number, id, at, leaf, parts } = value as Record<string, unknown>;
  const first = group[0] as Partial<StoredReceipt>;
  if (series !== first.series || number !== Number(first.number) + place) return false;
  return isUuid(series) && isUuid(id) && isCount(number) && isCount(at) && isText(leaf) && isText(parts);
}

function isUuid(value: unknown): boolean {
  return typeof value === 'string' && UUID.test(value);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Neither JSON nor what is kept in lines holds these; PostgreSQL cannot keep the first, and the second stands between texts on their way there. */
function isText(value: unknown): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  return typeof value === 'string' && !/[\u0000\u001f]/.test(value);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
