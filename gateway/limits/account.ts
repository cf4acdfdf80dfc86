import type { Viewer, ViewerKind } from '@seisi/schema/viewer';
import type { Account, Allowance } from '../budgets.ts';

/** How much each kind of viewer may ask: points in a full budget, and points restored in a second. */
export type Allowances = Readonly<Record<ViewerKind | 'ANONYMOUS', Allowance>>;

/** A full budget of an agency or officer holds the dearest operation. A household from every register takes about 8,000 points and gives most of them back. */
export const ALLOWANCES: Allowances = {
  AGENCY_CLIENT: { capacity: 2_000_000, restoreRate: 20_000 },
  OFFICER: { capacity: 1_000_000, restoreRate: 5_000 },
  CITIZEN: { capacity: 100_000, restoreRate: 500 },
  SYSTEM: { capacity: 2_000_000, restoreRate: 20_000 },
  ANONYMOUS: { capacity: 500_000, restoreRate: 50_000 },
};

/** Whose budget a request draws on: an agency's agreement, an officer, a person, or one for everybody without a token. */
export function accountOf(viewer: Viewer | null, allowances: Allowances): Account {
  if (viewer === null) return { key: 'ANONYMOUS', allowance: allowances.ANONYMOUS };
  return { key: JSON.stringify([viewer.kind, ...holderOf(viewer)]), allowance: allowances[viewer.kind] };
}

function holderOf({ kind, id, agency, agreement, person }: Viewer): readonly (string | null)[] {
  if (kind === 'AGENCY_CLIENT') return [agency ?? id, agreement];
  return [kind === 'CITIZEN' ? (person ?? id) : id];
}
