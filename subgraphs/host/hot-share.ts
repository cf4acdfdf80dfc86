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
  const groups = new Map<HotStatement, Map<string, Load[]>>();
  const result: Load[][] = [];
  for (const load of loads) {
    const alike = alikeness(load);
    if (alike === null) {
      result.push([load]);
      continue;
    }
    const ofStatement = groups.get(load.statement) ?? new Map<string, Load[]>();
    groups.set(load.statement, ofStatement);
    const open = ofStatement.get(alike);
    if (open !== undefined && keyCount(open) + keyCount([load]) <= MOST_KEYS) {
      open.push(load);
      continue;
    }
    const begun = [load];
    ofStatement.set(alike, begun);
    result.push(begun);
  }
  return result.map((group) => (group.length === 1 ? (group[0] as Load) : together(group, again)));
}

/** The reads of which these consist. */
export function unshared(loads: readonly Load[]): Load[] {
  return loads.flatMap((load) => load.shares ?? [load]);
}

/** What must be equal for reads of one statement to go together; null where it goes alone. */
function alikeness(load: Load): string | null {
  const { shareable } = load.statement;
  if (shareable === undefined || load.isAlone || load.losses > 0) return null;
  const { values } = load;
  const all = keysOf(load);
  const parts = values.map((value, place) => {
    if (shareable.keys.includes(place)) return 'KEYS';
    return shareable.narrowing.includes(place) ? extentOf(listAt(values, place), all) : value;
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

function keyCount(loads: readonly Load[]): number {
  return loads.reduce((sum, load) => sum + keysOf(load).length, 0);
}

function keysOf({ statement: { shareable }, values }: Load): string[] {
  return (shareable as Shareable).keys.flatMap((place) => listAt(values, place) ?? []);
}

function together(group: readonly Load[], again: (loads: readonly Load[]) => void): Load {
  const { statement, values } = group[0] as Load;
  const { keys, narrowing } = statement.shareable as Shareable;
  const lists = new Set([...keys, ...narrowing]);
  const union = (place: number) => [...new Set(group.flatMap((load) => listAt(load.values, place) ?? []))];
  return {
    statement,
    values: values.map((value, place) => (lists.has(place) ? union(place) : value)),
    resolve: (rows) => hand(rows, group),
    reject: () => {
      for (const load of group) load.isAlone = true;
      again(group);
    },
    losses: 0,
    isAlone: false,
    shares: group,
  };
}

/** Gives each the rows of its own keys, in the order in which they came. */
function hand(rows: HotRows, group: readonly Load[]): void {
  const owners = new Map<string, (readonly (string | null)[])[][]>();
  const own = group.map((load) => {
    const rowsOfLoad: (readonly (string | null)[])[] = [];
    for (const key of new Set(keysOf(load))) {
      const known = owners.get(key);
      if (known === undefined) owners.set(key, [rowsOfLoad]);
      else known.push(rowsOfLoad);
    }
    return { load, rowsOfLoad };
  });
  for (const row of rows) for (const owner of owners.get(row[0] ?? '') ?? []) owner.push(row);
  for (const { load, rowsOfLoad } of own) load.resolve(rowsOfLoad);
}
