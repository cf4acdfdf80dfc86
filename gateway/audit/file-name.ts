import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';

const FILE = /^([0-9a-f-]{36})\.ndjson$/;
const CLAIM = /^([0-9a-f-]{36})\.[0-9a-f-]{36}\.taken$/;

/** The name of the file that a series is written to. */
export function fileName(series: string): string {
  return `${series}.ndjson`;
}

/** A name that only whoever makes it knows, for a file (by its path or name) that is to be taken in: renaming is what makes it one's own. */
export function claimName(path: string): string {
  return `${basename(path).slice(0, 36)}.${randomUUID()}.taken`;
}

/** What a file of the folder is: one that may still be written to, one that somebody takes in, or none of ours. */
export function kindOf(name: string): 'FILE' | 'CLAIM' | null {
  if (FILE.test(name)) return 'FILE';
  return CLAIM.test(name) ? 'CLAIM' : null;
}
