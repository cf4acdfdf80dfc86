import { createHash } from 'node:crypto';
import type { LockedHead } from './locked-head.ts';

/** A woman who heads a poor household, widowed with a child; as a test gives her. */
export function aHead(given: Partial<LockedHead> = {}): LockedHead {
  return {
    householdKey: crypto.randomUUID(),
    personKey: crypto.randomUUID(),
    ...{ state: '05', district: '5_5', sex: 'FEMALE', maritalStatus: 'WIDOWED' },
    ...{ povertyStatus: 'POOR', exitReason: null, income: 50_000, members: 3 },
    ...{ hasChild: true, hasUnmarriedChild: true, isHusbandUnable: null, ...given },
  };
}

export type GivenList = {
  readonly asOf: string;
  readonly state: string | null;
  readonly heads: readonly LockedHead[];
  /** Another than that of its rows, where the list is not whole. */
  readonly hash?: string;
};

/** The room of people as it answers about these lists, so many rows at once; `asked` counts. */
export function lockedLists(lists: ReadonlyMap<string, GivenList>, page = 2) {
  const told = { asked: 0, isAway: false };
  const inquire = async (name: string, subject: string): Promise<unknown> => {
    told.asked += 1;
    if (told.isAway) throw new Error('The room is away.');
    const [id = '', place] = subject.split('/');
    const list = lists.get(id);
    if (name !== 'LOCKED_LIST' || list === undefined) return null;
    const { asOf, state, heads } = list;
    const lines = heads.map((row) => `${JSON.stringify(row)}\n`).join('');
    const hash = list.hash ?? createHash('sha256').update(lines).digest('hex');
    const rows = heads.slice(Number(place), Number(place) + page);
    return structuredClone({ list: { asOf, state, sex: null, count: heads.length, hash }, rows });
  };
  return { inquire, told };
}
