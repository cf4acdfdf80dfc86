import { commitment, commitmentsRoot, isSalt } from './commitment.ts';
import type { ReceiptLeaf, ReceiptParts } from './receipt.ts';

type Salted = { readonly salt: string; readonly text: string };

/**
 * The parts as a sink holds them: a line for the header and one for each entry, salt and canonical text with a space between them.
 * Canonical JSON has no line break; a JSON of such texts would take longer to write and read than all their hashes.
 */
export function writeParts({
  header,
  entries,
}: {
  readonly header: Salted;
  readonly entries: readonly Salted[];
}): string {
  let lines = `${header.salt} ${header.text}\n`;
  for (const { salt, text } of entries) lines += `${salt} ${text}\n`;
  return lines;
}

/** The parts that a leaf commits to; null where one is missing, altered, in another place, or says nothing of a subject. */
export function openParts(leaf: ReceiptLeaf, lines: string): ReceiptParts | null {
  const [header, ...rest] = saltedLines(lines) ?? [];
  if (header === undefined) return null;
  const entries = rest.map(entryOf);
  if (entries.includes(null)) return null;
  const parts = { header, entries: entries as ReceiptParts['entries'] };
  return isCommitted(leaf, parts) ? parts : null;
}

/** Whether a leaf commits to these parts, in this order. */
export function isCommitted(
  leaf: ReceiptLeaf,
  { header, entries }: { readonly header: Salted; readonly entries: readonly Salted[] },
): boolean {
  // Of a salt only one spelling will do, for its last character has bits that are not hashed.
  if (![header, ...entries].every(({ salt }) => isSalt(salt))) return false;
  if (entries.length !== leaf.entries || commitment(header.salt, header.text) !== leaf.viewer) return false;
  return commitmentsRoot(entries.map(({ salt, text }) => commitment(salt, text))) === leaf.root;
}

function saltedLines(lines: string): Salted[] | null {
  if (!lines.endsWith('\n')) return null;
  const parts = lines
    .slice(0, -1)
    .split('\n')
    .map((line) => ({ salt: line.slice(0, 22), space: line[22], text: line.slice(23) }));
  return parts.every(({ space }) => space === ' ') ? parts : null;
}

function entryOf({ salt, text }: Salted): ReceiptParts['entries'][number] | null {
  const subject = subjectOf(text);
  return subject === null ? null : { ...subject, salt, text };
}

/** Of whom an entry tells; null where its canonical text names nobody. */
export function subjectOf(text: string): { readonly type: string; readonly key: string } | null {
  // Subject comes first in the canonical order; what holds no escape needs no parser.
  const plain = /^\{"subject":\{"key":"([^"\\]*)","type":"([^"\\]*)"\},/.exec(text);
  if (plain !== null) return { key: plain[1] as string, type: plain[2] as string };
  try {
    const { key, type } = (JSON.parse(text) as { subject: { key: unknown; type: unknown } }).subject;
    return typeof key === 'string' && typeof type === 'string' ? { key, type } : null;
  } catch {
    return null;
  }
}
