import type { CandidateFigureRow } from './candidate.table.ts';
import { FEWEST } from './programme-draw.policy.ts';

/** What becomes of the money of those who are in this status; null of those who stand in no list of recipients. */
export function moneyOf(status: CandidateFigureRow['status']): 'OPEN' | 'PAID' | 'RETURNED' | null {
  switch (status) {
    case 'PAID':
      return 'PAID';
    case 'RETURNED':
      return 'RETURNED';
    case 'FINALISED':
    case 'ANNOUNCED':
    case 'AWAITING_ACCOUNT':
    case 'READY_EFT':
    case 'READY_CASH':
    case 'UNCLAIMED':
      return 'OPEN';
    case 'CANDIDATE':
    case 'CROSS_CHECKED':
    case 'ELIGIBLE':
    case 'FOCUS_GROUP':
    case 'NOT_ELIGIBLE':
      return null;
    default:
      return status satisfies never;
  }
}

/**
 * The cells that may be shown: none of fewer than ten, and none beside which such a one could be told from what is known of the money of its list. So where those that are left out of one kind of money in one phase are
 * together fewer than ten, the smallest of the others is left out with them.
 */
export function shownFigures(cells: readonly CandidateFigureRow[]): CandidateFigureRow[] {
  const hidden = new Set(cells.filter(({ candidates }) => candidates < FEWEST));
  const groups = Map.groupBy(
    cells.filter(({ status }) => moneyOf(status) !== null),
    ({ status, phase }) => `${phase} ${moneyOf(status)}`,
  );
  for (const group of groups.values()) {
    const left = group.filter((cell) => hidden.has(cell));
    const sum = left.reduce((total, { candidates }) => total + candidates, 0);
    const [smallest] = group
      .filter((cell) => !hidden.has(cell))
      .toSorted((one, other) => one.candidates - other.candidates);
    if (sum > 0 && sum < FEWEST && smallest !== undefined) hidden.add(smallest);
  }
  return cells.filter((cell) => !hidden.has(cell));
}
