import { hash } from 'node:crypto';
import type { Hash } from './merkle.ts';

/**
 * What an entry says behind its subject (`"told":…}`), by its SHA-256 in base64url. Thousands of entries say the same of others, so between a gateway
 * and the tree it goes once, and entries refer to it: `#` and the hash. What a commitment binds to is always the whole text.
 */
export type ToldText = { readonly hash: Hash; readonly text: string };

/** Behind these characters, and only where keys hold no escape, an entry's text is cut in two. */
const SUBJECT = /\{"subject":\{"key":"[^"\\\n]*","type":"[^"\\\n]*"\},(?="told":)/y;
/** A mark and 43 characters of base64url. */
export const REFERENCE_LENGTH = 44;
const REFERENCE = /^#[\w-]{43}$/;

/** Where in an entry's text, which begins at a place, the text begins that it has in common with others; -1 for any other form. */
function toldFrom(text: string, from: number): number {
  SUBJECT.lastIndex = from;
  return SUBJECT.test(text) ? SUBJECT.lastIndex : -1;
}

/** The text that an entry has in common with others; null for any other form. */
export function toldIn(text: string): ToldText | null {
  const from = toldFrom(text, 0);
  return from < 0 ? null : toldText(text.slice(from));
}

/** A text with its hash. */
export function toldText(text: string): ToldText {
  return { hash: hash('sha256', text, 'base64url'), text };
}

/** The hash to which an entry refers in place of its text; null where it is written whole, for canonical JSON ends with a brace. */
export function referenceIn(text: string): Hash | null {
  const mark = text.length - REFERENCE_LENGTH;
  if (text[mark] !== '#') return null;
  const reference = text.slice(mark);
  return REFERENCE.test(reference) ? reference.slice(1) : null;
}

/** The beginning of an entry's text, to which what it has in common with others is added. Neither holds an escape. */
export function subjectText({ key, type }: { readonly key: string; readonly type: string }): string {
  return `{"subject":{"key":"${key}","type":"${type}"},`;
}

const SALT_AND_SPACE = 23;

/**
 * Lines of parts with a reference in place of each text that entries have in common; `hashOf` is asked for each. Any other
 * line stays as it is.
 */
export function withReferences(lines: string, hashOf: (text: string) => Hash): string {
  let written = '';
  let start = 0;
  for (let end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', start)) {
    const from = toldFrom(lines, start + SALT_AND_SPACE);
    written +=
      from < 0
        ? lines.slice(start, end + 1)
        : `${lines.slice(start, from)}#${hashOf(lines.slice(from, end))}\n`;
    start = end + 1;
  }
  return written + lines.slice(start);
}

/** The hashes to which lines of parts refer, each once. */
export function referencesOf(lines: string): Hash[] {
  const found = new Set<Hash>();
  for (const line of lines.split('\n')) {
    const reference = referenceIn(line);
    if (reference !== null) found.add(reference);
  }
  return [...found];
}
