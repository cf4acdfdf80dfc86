import { RegistryError } from '@seisi/schema/errors';
import type { FieldNode, SelectionSetNode } from 'graphql';
import type { Asked } from './asked.ts';
import { collect } from './collected.ts';
import type { Judge } from './judge.ts';

/**
 * One field that is left null: where, in the client's own response keys without list indices, and which field of which object type. Read from
 * the root down, as the answer is shaped: below a field that is left null nothing is told. Where the types above differ, one place can be
 * fetched under one of them and left null under another: a field that was fetched is open.
 */
export type Denied = { readonly path: readonly string[]; readonly coordinate: string };

/** Beyond so many an operation is refused whole: an answer whose nulls are not all explained would state what the register did not say. */
const MOST_DENIED = 10_000;
const MOST_PLACES = 20_000;

/** What is to be reported at one response key: the fields closed there, and the places below it. */
type Entry = { readonly coordinates: Set<string>; readonly below: Set<Place> };

/** What is denied at one place of the response, for every type that the object there can be. Places that are alike are one. */
type Place = {
  /** Something here is fetched. */
  readonly fetched: boolean;
  /** Something here is closed. */
  readonly closed: boolean;
  /** In the order of the document; only keys with something to report. */
  readonly keys: ReadonlyMap<string, Entry>;
};

const LEAF: Place = { fetched: true, closed: false, keys: new Map() };
const CLOSED: Place = { fetched: false, closed: true, keys: new Map() };

/**
 * Every field left null, as execution would merge them: selections of one response key count together. Where nothing below a field is open
 * the entry stands at that field, the outermost one, with its coordinate. A field of an `@inaccessible` type is not named. Throws
 * `OPERATION_TOO_LARGE` beyond 10,000.
 */
export function deniedOf(asked: Asked, judge: Judge, root: string): readonly Denied[] {
  const place = new Finder(asked, judge).place([asked.operation.selectionSet], [root]);
  const denied: Denied[] = [];
  flatten([place], [], denied);
  return denied;
}

class Finder {
  readonly #asked: Asked;
  readonly #judge: Judge;
  readonly #places = new Map<string, Place>();
  readonly #numbers = new Map<SelectionSetNode, number>();

  constructor(asked: Asked, judge: Judge) {
    this.#asked = asked;
    this.#judge = judge;
  }

  /** These selection sets together, on an object that is of one of these types. */
  place(sets: readonly SelectionSetNode[], types: readonly string[]): Place {
    const numbers = new Set(sets.map((set) => this.#number(set)));
    const key = `${[...numbers].sort((one, other) => one - other)} ${types}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    if (this.#places.size >= MOST_PLACES) throw tooLarge();
    // Met again while it is being found, it is a cycle of fragments, which validation refuses: closed.
    this.#places.set(key, CLOSED);
    const place = this.#find(sets, types);
    this.#places.set(key, place);
    return place;
  }

  #find(sets: readonly SelectionSetNode[], types: readonly string[]): Place {
    const keys = new Map<string, Entry>();
    let fetched = false;
    let closed = false;
    for (const [key, byType] of collect([...new Set(sets)], types, this.#asked, this.#judge)) {
      const entry: Entry = { coordinates: new Set(), below: new Set() };
      for (const [type, nodes] of byType) {
        const field = this.#field(type, nodes);
        this.#report(entry, type, nodes, field);
        fetched ||= field.fetched;
        closed ||= field.closed;
      }
      if (entry.coordinates.size + entry.below.size > 0) keys.set(key, entry);
    }
    return { fetched, closed, keys };
  }

  /** One field on one type. Nothing fetched means that the field itself is left null. */
  #field(type: string, nodes: readonly FieldNode[]): Place {
    if (!nodes.every((node) => this.#judge.opens(type, node))) return CLOSED;
    const sets = nodes.map((node) => node.selectionSet).filter((set) => set !== undefined);
    if (sets.length === 0) return LEAF;
    const returned = this.#judge.returns(type, nodes[0]?.name.value ?? '') ?? '';
    const below = this.place(sets, this.#judge.possible(returned));
    if (below.fetched) return below;
    return below.closed ? CLOSED : LEAF;
  }

  #report(entry: Entry, type: string, nodes: readonly FieldNode[], field: Place): void {
    if (field.fetched) {
      if (field.keys.size > 0) entry.below.add(field);
    } else if (!this.#judge.isHidden(type)) {
      for (const node of nodes) entry.coordinates.add(`${type}.${node.name.value}`);
    }
  }

  #number(set: SelectionSetNode): number {
    const number = this.#numbers.get(set) ?? this.#numbers.size;
    this.#numbers.set(set, number);
    return number;
  }
}

/** Writes places out as paths; each path is met once. */
function flatten(places: readonly Place[], path: readonly string[], denied: Denied[]): void {
  for (const [key, { coordinates, below }] of together(places)) {
    const here = [...path, key];
    for (const coordinate of coordinates) denied.push({ path: here, coordinate });
    if (denied.length > MOST_DENIED) throw tooLarge();
    if (below.size > 0) flatten([...below], here, denied);
  }
}

function together(places: readonly Place[]): ReadonlyMap<string, Entry> {
  const [only, ...others] = places;
  if (only !== undefined && others.length === 0) return only.keys;
  const keys = new Map<string, Entry>();
  for (const [key, { coordinates, below }] of places.flatMap((place) => [...place.keys])) {
    const before = keys.get(key);
    const entry: Entry = { coordinates: new Set(before?.coordinates), below: new Set(before?.below) };
    for (const coordinate of coordinates) entry.coordinates.add(coordinate);
    for (const place of below) entry.below.add(place);
    keys.set(key, entry);
  }
  return keys;
}

function tooLarge(): RegistryError {
  return new RegistryError(
    'OPERATION_TOO_LARGE',
    'The operation asks for too many fields that are closed to you. Split it.',
  );
}
