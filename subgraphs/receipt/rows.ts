import { type ClassSet, classSet, DATA_CLASSES, type DataClass, NO_CLASSES } from '@seisi/schema/classes';
import type { OpenedParts } from '@seisi/schema/receipt/parts';
import type { ReceiptLeaf } from '@seisi/schema/receipt/receipt';
import { subjectText, type ToldText } from '@seisi/schema/receipt/told';

/** What a leaf is found by. */
export type LeafColumns = {
  readonly kind: ReceiptLeaf['kind'];
  readonly agency: string | null;
  readonly purpose: string | null;
};

/** What a header is found by, and the viewer it tells of. */
export type HeaderColumns = {
  readonly viewerKind: string;
  readonly viewerId: string;
  readonly classes: ClassSet;
  readonly salt: string;
  readonly text: string;
};

/** What an entry is found by, and of what its text is put together. */
export type EntryColumns = {
  readonly position: number;
  readonly subjectType: string;
  readonly subjectKey: string;
  readonly classes: ClassSet;
  readonly salt: string;
  /** The hash in hexadecimal of what it has in common with others; null where it has another form. */
  readonly told: string | null;
  /** The whole text where `told` is null. */
  readonly text: string | null;
};

/** What stands for the text of an entry. */
export type EntryText = Pick<EntryColumns, 'subjectType' | 'subjectKey' | 'text'> & {
  /** The text under the entry's hash; null where there is none. */
  readonly toldText: string | null;
};

/** The canonical text of an entry; null where what it refers to is missing. */
export function entryText({ subjectType, subjectKey, text, toldText }: EntryText): string | null {
  if (text !== null || toldText === null) return text;
  return subjectText({ key: subjectKey, type: subjectType }) + toldText;
}

/** The columns of a leaf beside its place and its hash. */
export function leafColumns({ kind, agency, purpose }: ReceiptLeaf): LeafColumns {
  return { kind, agency: agency === null ? null : storable(agency), purpose };
}

/** The columns of header and entries; null where the header names no viewer. */
export function partColumns({ header, entries }: OpenedParts): {
  readonly header: HeaderColumns;
  readonly entries: readonly EntryColumns[];
} | null {
  const viewer = viewerOf(header.text);
  if (viewer === null) return null;
  const rows = entries.map(({ type, key, salt, text, told }, position) => ({
    position,
    subjectType: storable(type),
    subjectKey: storable(key),
    salt,
    ...(told === null ? { classes: toldClasses(text), told: null, text } : { ...ofTold(told), text: null }),
  }));
  const classes = rows.reduce((all, row) => all | row.classes, NO_CLASSES);
  return { header: { ...viewer, classes, ...header }, entries: rows };
}

type ToldColumns = Pick<EntryColumns, 'classes'> & { readonly told: string };
const columnsOfTold = new WeakMap<ToldText, ToldColumns>();

/** Found once for a text that thousands of entries have. */
function ofTold(text: ToldText): ToldColumns {
  const known = columnsOfTold.get(text);
  if (known !== undefined) return known;
  const told = Buffer.from(text.hash, 'base64url').toString('hex');
  const columns = { classes: toldClasses(text.text), told };
  columnsOfTold.set(text, columns);
  return columns;
}

const BIT = new Map<string, ClassSet>(DATA_CLASSES.map((name: DataClass) => [name, classSet([name])]));
const CLASS = '"class":"';

/**
 * The classes of which an entry tells. Read from its canonical text, in which `told` stands before `veiled` and a quote within a string never stands
 * alone: a parser takes four times as long.
 */
export function toldClasses(text: string): ClassSet {
  const end = text.indexOf(',"veiled":');
  let set = NO_CLASSES;
  for (let at = text.indexOf(CLASS); at >= 0 && at < end; at = text.indexOf(CLASS, at + 1)) {
    const from = at + CLASS.length;
    set |= BIT.get(text.slice(from, text.indexOf('"', from))) ?? NO_CLASSES;
  }
  return set;
}

function viewerOf(text: string): Pick<HeaderColumns, 'viewerKind' | 'viewerId'> | null {
  try {
    const { kind, id } = (JSON.parse(text) as { viewer: { kind: unknown; id: unknown } }).viewer;
    if (typeof kind !== 'string' || typeof id !== 'string') return null;
    return { viewerKind: storable(kind), viewerId: storable(id) };
  } catch {
    return null;
  }
}

/** PostgreSQL keeps neither U+0000 nor half a surrogate pair; the text itself holds them escaped. */
function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd');
}
