import type { FieldNode, SelectionSetNode } from 'graphql';
import { RegistryError } from '../errors.ts';
import type { Asked } from './asked.ts';
import { collect, type FieldNodes } from './collected.ts';
import { type ClosedField, type ClosedPlace, closedIn, NOTHING_CLOSED } from './denial.ts';
import type { Judge } from './judge.ts';

/**
 * One field that is left null: where, in the client's own response keys without list indices, and which field of which object type. Read from
 * the root down, as the answer is shaped: below a field that is left null nothing is told. Where the types above differ, one place can be
 * fetched under one of them and left null under another: a field that was fetched is open.
 */
export type Denied = { readonly path: readonly string[]; readonly coordinate: string };

/** What is denied, as a list and by the types above it; and the fields that are open although all below them is excluded by its own conditions. */
export type Found = {
  readonly denied: readonly Denied[];
  readonly closed: ClosedPlace;
  readonly idle: ReadonlySet<FieldNode>;
};

/** Beyond so many an operation is refused whole: an answer whose nulls are not all explained would state what the register did not say. */
const MOST_DENIED = 10_000;
const MOST_PLACES = 20_000;

/** What is denied at one place of the response, for every type that the object there can be. Places that are alike are one. */
type Place = {
  /** Something here is fetched. */
  readonly fetched: boolean;
  /** Something here is closed. */
  readonly closed: boolean;
  /** In the order of the document; only keys with something to report. */
  readonly keys: ClosedPlace;
};

const LEAF: Place = { fetched: true, closed: false, keys: NOTHING_CLOSED };
const CLOSED: Place = { fetched: false, closed: true, keys: NOTHING_CLOSED };

/**
 * Every field left null, as execution would merge them: selections of one response key count together. Where nothing below a field is open
 * the entry stands at that field, the outermost one, with its coordinate. A field of an `@inaccessible` type is not named. Throws
 * `OPERATION_TOO_LARGE` beyond 10,000.
 */
export function deniedOf(asked: Asked, judge: Judge, root: string): Found {
  const finder = new Finder(asked, judge);
  const closed = finder.place([asked.operation.selectionSet], [root]).keys;
  const denied = closedIn([closed], MOST_DENIED);
  if (denied.length > MOST_DENIED) throw tooLarge();
  return { denied, closed, idle: finder.idle };
}

class Finder {
  readonly idle = new Set<FieldNode>();
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
    const keys = new Map<string, ReadonlyMap<string, ClosedField>>();
    let fetched = false;
    let closed = false;
    for (const [key, byType] of collect([...new Set(sets)], types, this.#asked, this.#judge)) {
      const fields = new Map<string, ClosedField>();
      for (const [type, nodes] of byType) {
        const field = this.#field(type, nodes);
        const reported = this.#reported(type, nodes, field);
        if (reported !== null) fields.set(type, reported);
        fetched ||= field.fetched;
        closed ||= field.closed;
      }
      if (fields.size > 0) keys.set(key, fields);
    }
    return { fetched, closed, keys };
  }

  /** One field on one type. Nothing fetched means that the field itself is left null. */
  #field(type: string, nodes: FieldNodes): Place {
    if (!nodes.every((node) => this.#judge.opens(type, node))) return CLOSED;
    const sets = nodes.map((node) => node.selectionSet).filter((set) => set !== undefined);
    if (sets.length === 0) return LEAF;
    const returned = this.#judge.returns(type, nodes[0].name.value) ?? '';
    const below = this.place(sets, this.#judge.possible(returned));
    if (below.fetched) return below;
    if (below.closed) return CLOSED;
    for (const node of nodes) this.idle.add(node);
    return LEAF;
  }

  /** What is to be told of a field: that it is closed, or that something below it is; null where there is nothing to tell. */
  #reported(type: string, nodes: FieldNodes, field: Place): ClosedField | null {
    const isClosed = !field.fetched;
    if (isClosed ? this.#judge.isHidden(type) : field.keys.size === 0) return null;
    return { coordinate: `${type}.${nodes[0].name.value}`, isClosed, below: field.keys };
  }

  #number(set: SelectionSetNode): number {
    const number = this.#numbers.get(set) ?? this.#numbers.size;
    this.#numbers.set(set, number);
    return number;
  }
}

function tooLarge(): RegistryError {
  return new RegistryError(
    'OPERATION_TOO_LARGE',
    'The operation asks for too many fields that are closed to you. Split it.',
  );
}
