import { commitment, commitmentsRoot, isSalt } from './commitment.ts';
import type { Hash } from './merkle.ts';
import type { ReceiptLeaf, ReceiptParts } from './receipt.ts';
import { REFERENCE_LENGTH, referenceIn, subjectText, type ToldText, toldIn } from './told.ts';

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

/** The parts of a receipt, each entry with the text that it has in common with others; null where it has another form. */
export type OpenedParts = {
  readonly header: Salted;
  readonly entries: readonly (ReceiptParts['entries'][number] & { readonly told: ToldText | null })[];
};

/** A text by its hash; undefined where it is not known. */
export type ToldOf = (hash: string) => ToldText | undefined;

/** The parts that a leaf commits to; null where one is missing, altered, in another place, says nothing of a subject, or refers to a text that is not known. */
export function openParts(
  leaf: ReceiptLeaf,
  lines: string,
  toldOf: ToldOf = () => undefined,
): OpenedParts | null {
  const [header, ...rest] = saltedLines(lines) ?? [];
  if (header === undefined) return null;
  const entries = rest.map((line) => entryOf(line, toldOf));
  if (entries.includes(null)) return null;
  const parts = { header, entries: entries as OpenedParts['entries'] };
  return isOf(leaf, parts, parts.entries.map(entryCommitment)) ? parts : null;
}

/** Whether a leaf commits to these parts, in this order. */
export function isCommitted(
  leaf: ReceiptLeaf,
  parts: { readonly header: Salted; readonly entries: readonly Salted[] },
): boolean {
  const commitments = parts.entries.map(({ salt, text }) => commitment(salt, text));
  return isOf(leaf, parts, commitments);
}

function isOf(
  leaf: ReceiptLeaf,
  { header, entries }: { readonly header: Salted; readonly entries: readonly Salted[] },
  commitments: readonly Hash[],
): boolean {
  // Of a salt only one spelling will do, for its last character has bits that are not hashed.
  if (!isSalt(header.salt) || !entries.every(({ salt }) => isSalt(salt))) return false;
  if (entries.length !== leaf.entries || commitment(header.salt, header.text) !== leaf.viewer) return false;
  return commitmentsRoot(commitments) === leaf.root;
}

function entryCommitment({ type, key, salt, text, told }: OpenedParts['entries'][number]): Hash {
  return told === null ? commitment(salt, text) : commitment(salt, subjectText({ type, key }), told.text);
}

function saltedLines(lines: string): Salted[] | null {
  if (!lines.endsWith('\n')) return null;
  const parts = lines
    .slice(0, -1)
    .split('\n')
    .map((line) => ({ salt: line.slice(0, 22), space: line[22], text: line.slice(23) }));
  return parts.every(({ space }) => space === ' ') ? parts : null;
}

function entryOf({ salt, text }: Salted, toldOf: ToldOf): OpenedParts['entries'][number] | null {
  const reference = referenceIn(text);
  if (reference === null) {
    const subject = subjectOf(text);
    return subject === null ? null : { ...subject, salt, text, told: toldIn(text) };
  }
  const told = toldOf(reference);
  if (told === undefined) return null;
  const begun = text.slice(0, -REFERENCE_LENGTH);
  const subject = subjectOf(begun);
  // Cut elsewhere, the text could not be put together again from the subject and what was told.
  if (subject === null || subjectText(subject) !== begun) return null;
  return { ...subject, salt, text: begun + told.text, told };
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
