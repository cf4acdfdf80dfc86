/** PostgreSQL's text format of COPY: a row a line, cells between tabs, `\N` for null. */

const SPECIAL = /[\\\n\r\t]/g;
const NEEDS_CARE = /[\\\n\r\t\0]/;
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** What a cell may hold: what the drivers of our column types take and give. */
export type Cell = string | number | boolean | Date | null | readonly string[];

/** The line of one row, its line break included. Throws RangeError on a number that is not finite and on U+0000, which PostgreSQL cannot keep. */
export function copyLine(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join('\t')}\n`;
}

function cellText(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'string') return escaped(cell);
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell === 'boolean') return cell ? 't' : 'f';
  if (cell instanceof Date) return cell.toISOString();
  return escaped(arrayText(cell));
}

function escaped(text: string): string {
  if (!NEEDS_CARE.test(text)) return text;
  if (text.includes('\0')) throw new RangeError('PostgreSQL cannot keep U+0000 in a text.');
  return text.replace(SPECIAL, (character) => ESCAPED[character] ?? character);
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no number for a column.`);
  return String(value);
}

/** An array literal with every item quoted, so that none is read as NULL or as two. */
function arrayText(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
