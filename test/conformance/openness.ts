import { fieldOf, type GraphModel, objectOf, possibleTypes, ruleOf } from './model.ts';
import { type CaseRights, ruleHolds } from './rule.ts';
import type { Selected, Selection } from './selected.ts';

/** Whether anything that is asked below a field is fetched, and whether anything is closed. */
type Below = { readonly fetched: boolean; readonly closed: boolean };

/** What an operation asks. */
export type Asked = { readonly open: ReadonlySet<string>; readonly names: ReadonlySet<string> };

/** Whether to go on below a selection on an object of a type. */
type Enter = (type: string, selection: Selection, path: readonly string[]) => boolean;

/**
 * What one asker may see of one operation, from the generator's own table of rules. A field is open where the rules of its object's type,
 * its own, and those of what it returns hold (of an interface or union: of one type that it can be). Where nothing that is asked below a
 * field is open on any type that can stand there, the field itself is closed.
 */
export class Openness {
  readonly #graph: GraphModel;
  readonly #rights: CaseRights;
  readonly #selected: Selected;

  constructor(graph: GraphModel, rights: CaseRights, selected: Selected) {
    this.#graph = graph;
    this.#rights = rights;
    this.#selected = selected;
  }

  /** Whether what is asked at one response key is left null on an object of this type. */
  isClosed(type: string, selection: Selection): boolean {
    if (!this.opens(type, selection.field)) return true;
    if (selection.sets.length === 0) return false;
    const below = this.#below(type, selection);
    return below.closed && !below.fetched;
  }

  /** Whether the rules of a coordinate hold, whatever is asked below it. */
  opens(type: string, fieldName: string): boolean {
    if (!this.#opensType(type)) return false;
    if (fieldName === '__typename') return true;
    const field = fieldOf(this.#graph, type, fieldName);
    if (field === undefined || field.hidden || !ruleHolds(ruleOf(field.at), this.#rights)) return false;
    const possible = possibleTypes(this.#graph, field.type.name);
    return possible.length === 0
      ? this.#opensType(field.type.name)
      : possible.some((name) => this.#opensType(name));
  }

  /** Every field that is closed below a selection, on whatever type can stand there, with the number of response keys where it is. */
  closedBelow(type: string, selection: Selection): ReadonlyMap<string, number> {
    const places = new Map<string, Set<string>>();
    this.#walk(type, selection, [], (on, below, path) => {
      if (!this.isClosed(on, below)) return true;
      const coordinate = `${on}.${below.field}`;
      places.set(coordinate, (places.get(coordinate) ?? new Set()).add(path.join('/')));
      return false;
    });
    return new Map([...places].map(([coordinate, { size }]) => [coordinate, size]));
  }

  /** The coordinates that are asked in the whole operation and not left null for want of rights; and the names of all fields that are asked. */
  asked(): Asked {
    const found = new Set<string>();
    const names = new Set<string>();
    const add = (on: string, selection: Selection): boolean => {
      names.add(selection.field);
      if (this.isClosed(on, selection)) return false;
      found.add(`${on}.${selection.field}`);
      return true;
    };
    for (const selection of this.#selected.on('Query', [this.#selected.operation.selectionSet]))
      if (add('Query', selection)) this.#walk('Query', selection, [], add);
    return { open: found, names };
  }

  /** Goes through all that stands below a selection, as far as `enter` says. */
  #walk(type: string, selection: Selection, path: readonly string[], enter: Enter): void {
    for (const [on, below] of this.#selectionsBelow(type, selection)) {
      const here = [...path, below.key];
      if (enter(on, below, here)) this.#walk(on, below, here, enter);
    }
  }

  #below(type: string, selection: Selection): Below {
    let fetched = false;
    let closed = false;
    for (const [on, below] of this.#selectionsBelow(type, selection)) {
      if (this.isClosed(on, below)) closed = true;
      else fetched = true;
    }
    return { fetched, closed };
  }

  /** Every selection below another, with each type that the object there can be. */
  #selectionsBelow(type: string, { field, sets }: Selection): (readonly [string, Selection])[] {
    if (sets.length === 0) return [];
    const returned = fieldOf(this.#graph, type, field)?.type.name ?? '';
    return possibleTypes(this.#graph, returned).flatMap((on) =>
      this.#selected.on(on, sets).map((selection) => [on, selection] as const),
    );
  }

  #opensType(name: string): boolean {
    const at = objectOf(this.#graph, name)?.at ?? this.#graph.leaves.get(name)?.at;
    return at === undefined || ruleHolds(ruleOf(at), this.#rights);
  }
}
