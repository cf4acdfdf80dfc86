/** PostgreSQL's text format of COPY: a row a line, cells between tabs, `\N` for null. */

const SPECIAL = /[\\\n\r\t]/g;
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A line; bytes are given as text, `\x` and hexadecimal digits. No cell holds U+0000. */
export function copyLine(cells: readonly (string | number | null)[]): string {
  let line = '';
  for (const cell of cells) line += `${line === '' ? '' : '\t'}${cellText(cell)}`;
  return `${line}\n`;
}

function cellText(cell: string | number | null): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'number') return String(cell);
  return cell.replace(SPECIAL, (character) => ESCAPED[character] as string);
}
