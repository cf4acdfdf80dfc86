import { oneBy } from './loader.ts';
import type { Memory } from './memory.ts';
import { after, type Soon } from './soon.ts';

/** Reference data changes with a migration or a new registry; a room that runs shows it within this time. */
export const KEPT_MILLISECONDS = 60_000;

/** Reads rows of a small reference table by their code. */
export type ReferenceLoader<Row> = { load(code: string): Soon<Row | null> };

/**
 * A reference table as it was within the last minute. A code that it does not have is asked for anew, because null would say that there is none: so
 * what is added shows at once.
 */
export function referenceLoader<Row extends { readonly code: string }>(
  memory: Memory,
  table: string,
  whole: () => PromiseLike<Row[]>,
  those: (codes: readonly string[]) => PromiseLike<Row[]>,
): ReferenceLoader<Row> {
  const added = oneBy((row: Row) => row.code, those);
  const kept = () =>
    memory.keep(
      `reference ${table}`,
      KEPT_MILLISECONDS,
      async () => new Map((await whole()).map((row) => [row.code, row])),
    );
  return { load: (code) => after(kept(), (rows) => rows.get(code) ?? added.load(code)) };
}
