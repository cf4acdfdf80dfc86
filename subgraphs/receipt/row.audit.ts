import { commitment, isSalt } from '@seisi/schema/receipt/commitment';
import { openLeaf } from '@seisi/schema/receipt/leaf';
import { leafHash } from '@seisi/schema/receipt/merkle';
import { isCommitted, type OpenedParts, subjectOf } from '@seisi/schema/receipt/parts';
import type { ReceiptLeaf } from '@seisi/schema/receipt/receipt';
import { toldIn } from '@seisi/schema/receipt/told';
import type { NumberRange, readNumbers, StoredEntry, StoredHeader, StoredLeaf } from './audit.loaders.ts';
import { entryText, leafColumns, partColumns } from './rows.ts';

/** What is wrong, and where: the table, the row by its key, and how. */
export type Finding = { readonly table: string; readonly key: string; readonly wrong: string };

/** Something that is wrong. */
export function finding(table: string, key: string | number, wrong: string): Finding {
  return { table, key: String(key), wrong };
}

/** What is wrong with a leaf that should stand at this place. */
export function leafFault(row: StoredLeaf, index: number): Finding | null {
  if (row.index !== `${index}`) return finding('leaf', index, 'it is missing');
  const leaf = openLeaf({ ...row, number: Number(row.number) });
  if (leaf === null) return finding('leaf', index, 'it is no leaf of its row');
  const { kind, agency, purpose } = leafColumns(leaf);
  const isSame =
    row.kind === kind && row.agency === agency && row.purpose === purpose && row.at === `${leaf.at}000`;
  if (!isSame) return finding('leaf', index, 'its columns are not those of its text');
  const hash = row.hash.toString('base64url');
  return hash === leafHash(row.leaf) ? null : finding('leaf', index, 'its hash is not that of its text');
}

/** What is wrong with the header and the entries of a leaf. */
export function partsFault(
  leaf: ReceiptLeaf,
  index: number,
  [header, second]: readonly StoredHeader[],
  rows: readonly StoredEntry[],
): Finding | null {
  if (header === undefined || second !== undefined)
    return finding('header', index, 'it is missing, or stands twice');
  if (!isSalt(header.salt) || commitment(header.salt, header.text) !== leaf.viewer)
    return finding('header', index, 'it is not the one that the leaf commits to');
  const untold = rows.findIndex((row) => row.told !== null && entryText(row) === null);
  if (untold >= 0) return finding('told', `${index} ${untold}`, 'what this entry refers to is missing');
  const entries = rows.map(openedEntry);
  if (!isCommitted(leaf, { header, entries }))
    return finding('entry', index, 'they are not those that the leaf commits to');
  const columns = partColumns({ header: { salt: header.salt, text: header.text }, entries });
  const at = `${leaf.at}000`;
  if (columns === null || !isSame({ ...columns.header, leafIndex: `${index}`, at }, header))
    return finding('header', index, 'its columns are not those of its text');
  const wrong = rows.findIndex(
    (row, place) => !isSame({ ...columns.entries[place], leafIndex: `${index}`, at }, row),
  );
  return wrong < 0 ? null : finding('entry', `${index} ${wrong}`, 'its columns are not those of its text');
}

function openedEntry(row: StoredEntry): OpenedParts['entries'][number] {
  const text = entryText(row) ?? '';
  return { ...(subjectOf(text) ?? { type: '', key: '' }), salt: row.salt, text, told: toldIn(text) };
}

function isSame(one: object, other: object): boolean {
  const values = other as Readonly<Record<string, unknown>>;
  return Object.entries(one).every(([name, value]) => values[name] === value);
}

/** What is wrong with the numbers of a series: none may be missing that nobody declared lost. */
export function numbersFault({
  missing,
  declared,
  heads,
}: Awaited<ReturnType<typeof readNumbers>>): Finding | null {
  const head = heads.find(({ said, found }) => said !== found);
  if (head !== undefined) return finding('series', head.series, 'it was not taken as far as it says');
  const undeclared = missing.find((range) => !isDeclared(range, declared));
  if (undeclared === undefined) return null;
  return finding(
    'series',
    undeclared.series,
    `nothing stands under its numbers ${undeclared.first} to ${undeclared.last}`,
  );
}

function isDeclared({ series, first, last }: NumberRange, declared: readonly NumberRange[]): boolean {
  const own = declared.filter((gap) => gap.series === series);
  for (let number = Number(first); number <= Number(last); ) {
    const gap = own.find((range) => Number(range.first) <= number && number <= Number(range.last));
    if (gap === undefined) return false;
    number = Number(gap.last) + 1;
  }
  return true;
}
