import { leafHash } from '@seisi/schema/receipt/merkle';
import type { KeptReceipt, StoredReceipt } from '@seisi/schema/receipt/receipt';

/** What became of what was promised. Everything but `promised` and `unpromised` must be empty. */
export type Tally = {
  readonly promised: number;
  /** Kept although nobody was told so: their process was killed, or not known to have been kept. */
  readonly unpromised: number;
  readonly lost: readonly string[];
  /** Under more than one number, or with another leaf than the client holds. */
  readonly doubled: readonly string[];
  readonly altered: readonly string[];
  /** Numbers that stand for two contents, and gaps. */
  readonly misnumbered: readonly string[];
};

/** Compares what clients were told with rows that differ from each other, as they stand in the table. */
export function tally(
  promised: ReadonlyMap<string, KeptReceipt['leaf']>,
  rows: readonly Pick<StoredReceipt, 'series' | 'number' | 'id' | 'leaf'>[],
): Tally {
  const byId = Map.groupBy(rows, ({ id }) => id);
  const ids = [...promised.keys()];
  return {
    promised: ids.length,
    unpromised: rows.filter(({ id }) => !promised.has(id)).length,
    lost: ids.filter((id) => !byId.has(id)),
    doubled: [...byId].filter(([, same]) => same.length > 1).map(([id]) => id),
    altered: ids.filter((id) => byId.get(id)?.some(({ leaf }) => leafHash(leaf) !== promised.get(id))),
    misnumbered: [...Map.groupBy(rows, ({ series }) => series)].flatMap(([series, of]) =>
      isWithoutGap(of.map(({ number }) => number)) ? [] : [series],
    ),
  };
}

/** Whether these are 1, 2, 3 and so on, each once, in any order. */
function isWithoutGap(numbers: readonly number[]): boolean {
  return numbers.toSorted((one, other) => one - other).every((number, place) => number === place + 1);
}
