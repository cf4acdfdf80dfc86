import { isPurpose } from '../purpose.ts';
import { canonical } from './canonical.ts';
import { isHash } from './merkle.ts';
import type { ReceiptLeaf, StoredReceipt } from './receipt.ts';

const isText = (value: unknown): boolean => typeof value === 'string';
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

/** What each member of a leaf must be. */
const MEMBERS: Readonly<Record<keyof ReceiptLeaf, (value: unknown) => boolean>> = {
  v: (value) => value === 1,
  id: isText,
  kind: (value) => value === 'ANSWER' || value === 'INTENT' || value === 'OUTCOME',
  of: isTextOrNull,
  series: isText,
  number: isCount,
  at: isCount,
  agency: isTextOrNull,
  agreement: isTextOrNull,
  purpose: (value) => value === null || isPurpose(value),
  operation: isText,
  viewer: isHash,
  root: isHash,
  entries: isCount,
};
const NAMES = Object.keys(MEMBERS) as (keyof ReceiptLeaf)[];

/**
 * The canonical JSON of a leaf. Its members are known, so they are written in the order of their names by the platform's own writer, which writes numbers and
 * texts as RFC 8785 says and takes a fifth of the time.
 * @throws on half a surrogate pair, which that writer would hide behind an escape
 */
export function leafText(leaf: ReceiptLeaf): string {
  const {
    agency,
    agreement,
    at,
    entries,
    id,
    kind,
    number,
    of,
    operation,
    purpose,
    root,
    series,
    v,
    viewer,
  } = leaf;
  const sorted = {
    agency,
    agreement,
    at,
    entries,
    id,
    kind,
    number,
    of,
    operation,
    purpose,
    root,
    series,
    v,
    viewer,
  };
  const text = JSON.stringify(sorted);
  return text.includes('\\u') ? canonical(leaf) : text;
}

/** The leaf that a sink holds; null where its text is no leaf, is not canonical, or is of another receipt than the row says. */
export function openLeaf(row: Pick<StoredReceipt, 'series' | 'number' | 'id' | 'leaf'>): ReceiptLeaf | null {
  try {
    const leaf: unknown = JSON.parse(row.leaf);
    if (!isLeaf(leaf) || leafText(leaf) !== row.leaf) return null;
    return leaf.id === row.id && leaf.series === row.series && leaf.number === row.number ? leaf : null;
  } catch {
    // It is no JSON, or holds what canonical JSON cannot.
    return null;
  }
}

function isLeaf(value: unknown): value is ReceiptLeaf {
  if (typeof value !== 'object' || value === null) return false;
  const members = value as Readonly<Record<string, unknown>>;
  return Object.keys(members).length === NAMES.length && NAMES.every((name) => MEMBERS[name](members[name]));
}
