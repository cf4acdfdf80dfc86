import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The rows of a table written as TSV beside the code: `#` lines are remarks, the first other line names the columns, an empty cell is null. */
export function readTable(path: string): Record<string, string | null>[] {
  const lines = readFileSync(join(import.meta.dirname, path), 'utf8').split('\n');
  const [header, ...rows] = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const names = header?.split('\t') ?? [];
  return rows.map((row) => {
    const cells = row.split('\t');
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ? cells[at] : null]));
  });
}
