import type { Memory } from '@seisi/host/memory';

/** Reference data changes with a migration or a new registry; a room that runs shows it within this time. */
const KEPT_MILLISECONDS = 60_000;

/** One entry of a whole reference table that is kept in memory; null where there is none. */
export async function referenceRow<Row>(
  memory: Memory,
  table: string,
  key: string,
  read: () => Promise<ReadonlyMap<string, Row>>,
): Promise<Row | null> {
  const rows = await memory(`reference ${table}`, KEPT_MILLISECONDS, read);
  return rows.get(key) ?? null;
}

/** Rows by their code. */
export function byCodeOf<Row extends { readonly code: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.code, row]));
}
