import type { Load } from './hot-load.ts';
import type { HotRows, HotStatement, HotValue, Shareable } from './hot-read.ts';

/** Keys of one statement. Its rows are told when all have been read: whoever asks for few would wait for those who ask for many. */
const MOST_KEYS = 256;

/**
 * Puts reads that wait at the same time and differ in their keys alone into one statement, from whichever requests: starting a statement costs PostgreSQL
 * as much as reading what one household needs. Nobody is told a row of a key that was not among the own. `again` takes those whose statement failed, which
 * go alone then, for one of them may be the reason.
 */
export function shared(loads: readonly Load[], again: (loads: readonly Load[]) => void): Load[] {
  const groups = new Map<HotStatement, Map<string, Sharing>>();
  const result: (Sharing | Load)[] = [];
  for (const load of loads) {
    const keys = keysOf(load);
    const alike = keys === null ? null : alikeness(load, keys);
    if (keys === null || alike === null) {
      result.push(load);
      continue;
    }
    const ofStatement = groups.get(load.statement) ?? new Map<string, Sharing>();
    groups.set(load.statement, ofStatement);
    const open = ofStatement.get(alike);
    if (open !== undefined && open.keyCount + keys.length <= MOST_KEYS) {
      open.sharers.push({ load, keys });
      open.keyCount += keys.length;
      continue;
    }
    const begun = { sharers: [{ load, keys }], keyCount: keys.length };
    ofStatement.set(alike, begun);
    result.push(begun);
  }
  return result.map((one) => ('sharers' in one ? together(one.sharers, again) : one));
}

/** A read that may share a statement, with the keys that it reads by. */
type Sharer = { readonly load: Load; readonly keys: readonly string[] };
type Sharing = { readonly sharers: Sharer[]; keyCount: number };

/** The reads of which these consist. */
export function unshared(loads: readonly Load[]): Load[] {
  return loads.flatMap((load) => load.shares ?? [load]);
}

/** What must be equal for reads of one statement to go together; null where it goes alone. */
function alikeness({ statement: { shareable }, values }: Load, all: readonly string[]): string | null {
  const { keys, narrowing } = shareable as Shareable;
  const parts = values.map((value, place) => {
    if (keys.includes(place)) return 'KEYS';
    return narrowing.includes(place) ? extentOf(listAt(values, place), all) : value;
  });
  return parts.includes('SOME') ? null : JSON.stringify(parts);
}

/** Whether something more is read for all keys or for none. For some of them alone it would be read for another's key, too. */
function extentOf(some: readonly string[] | null, all: readonly string[]): 'ALL' | 'NONE' | 'SOME' {
  if (some === null || some.length === 0) return 'NONE';
  return some.length === all.length && some.every((key, place) => key === all[place]) ? 'ALL' : 'SOME';
}

function listAt(values: readonly HotValue[], place: number): readonly string[] | null {
  const value = values[place];
  return typeof value === 'object' ? value : null;
}

/** Null for a read that must go alone. */
function keysOf({ statement: { shareable }, values, isAlone, losses }: Load): readonly string[] | null {
  if (shareable === undefined || isAlone || losses > 0) return null;
  const [first, ...more] = shareable.keys.map((place) => listAt(values, place) ?? []);
  return more.length === 0 ? (first ?? []) : [first ?? [], ...more].flat();
}

function together(sharers: readonly Sharer[], again: (loads: readonly Load[]) => void): Load {
  const [{ load: first }] = sharers as [Sharer];
  if (sharers.length === 1) return first;
  const group = sharers.map(({ load }) => load);
  const { keys, narrowing } = first.statement.shareable as Shareable;
  const lists = new Set([...keys, ...narrowing]);
  const union = (place: number) => [...new Set(group.flatMap((load) => listAt(load.values, place) ?? []))];
  return {
    statement: first.statement,
    values: first.values.map((value, place) => (lists.has(place) ? union(place) : value)),
    resolve: (rows) => hand(rows, sharers),
    reject: () => {
      for (const load of group) load.isAlone = true;
      again(group);
    },
    losses: 0,
    isAlone: false,
    isOver: false,
    shares: group,
  };
}

/** Gives each the rows of its own keys, in the order in which they came. */
function hand(rows: HotRows, sharers: readonly Sharer[]): void {
  const owners = new Map<string, (readonly (string | null)[])[][]>();
  const own = sharers.map(({ load, keys }) => {
    const rowsOfLoad: (readonly (string | null)[])[] = [];
    for (const key of new Set(keys)) {
      const known = owners.get(key);
      if (known === undefined) owners.set(key, [rowsOfLoad]);
      else known.push(rowsOfLoad);
    }
    return { load, rowsOfLoad };
  });
  for (const row of rows) for (const owner of owners.get(row[0] ?? '') ?? []) owner.push(row);
  for (const { load, rowsOfLoad } of own) load.resolve(rowsOfLoad);
}
