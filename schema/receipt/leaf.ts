import { canonical } from './canonical.ts';
import { isHash } from './merkle.ts';
import type { ReceiptLeaf, StoredReceipt } from './receipt.ts';

/** The leaf that a sink holds; null where its text is no leaf, is not canonical, or is of another receipt than the row says. */
export function openLeaf(row: Pick<StoredReceipt, 'series' | 'number' | 'id' | 'leaf'>): ReceiptLeaf | null {
  const leaf = parsed(row.leaf);
  if (leaf === null || leaf.v !== 1 || leaf.id !== row.id) return null;
  if (leaf.series !== row.series || leaf.number !== row.number) return null;
  if (!isCount(leaf.at) || !isCount(leaf.entries) || !isHash(leaf.viewer) || !isHash(leaf.root)) return null;
  return canonical(leaf) === row.leaf ? (leaf as ReceiptLeaf) : null;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function parsed(text: string): Partial<ReceiptLeaf> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
