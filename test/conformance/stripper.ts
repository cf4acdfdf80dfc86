import type { SelectionSetNode } from 'graphql';
import { fieldOf, type GraphModel } from './model.ts';
import type { Openness } from './openness.ts';
import type { Selected, Selection } from './selected.ts';

export type Path = readonly (string | number)[];

/** One field that is told to be closed: where, and which. */
export type Closed = {
  readonly path: Path;
  readonly coordinate: string;
  /** How many places it stands for, where an empty list tells what it would have held: it may be told once for each. */
  readonly places: number;
};

/** Which closed fields an answer tells. */
export type Told = {
  /** At least once each. */
  readonly must: readonly Closed[];
  /** Below an object that became null for want of a non-null part. */
  readonly may: readonly Closed[];
  /** Of each such object, at least one of what is below it. */
  readonly anyOf: readonly (readonly Closed[])[];
};

type Stripped = { readonly value: unknown; readonly told: Told };
type Place = { readonly type: string; readonly selection: Selection; readonly path: Path };

/** Under this key every object of a full answer says its type. */
export const TYPE_KEY = 'oracle_type';

/** Stands for a null that may not stand where it is: its parent becomes null (GraphQL §6.4.4). */
const BROKEN: unique symbol = Symbol('broken');
const NOTHING: Told = { must: [], may: [], anyOf: [] };

/** Takes from a full answer what is closed, and tells it. */
export class Stripper {
  readonly #graph: GraphModel;
  readonly #selected: Selected;
  readonly #openness: Openness;

  constructor(graph: GraphModel, selected: Selected, openness: Openness) {
    this.#graph = graph;
    this.#selected = selected;
    this.#openness = openness;
  }

  answer(full: unknown): { readonly data: unknown; readonly told: Told } {
    const { value, told } = this.#object(full, [this.#selected.operation.selectionSet], []);
    return value === BROKEN ? { data: null, told: nulled(told) } : { data: value, told };
  }

  #object(full: unknown, sets: readonly SelectionSetNode[], path: Path): Stripped {
    const source = full as Readonly<Record<string, unknown>>;
    const type = String(source[TYPE_KEY]);
    const stripped: Record<string, unknown> = Object.create(null);
    const parts: Told[] = [];
    let broken = false;
    for (const selection of this.#selected.on(type, sets)) {
      const place = { type, selection, path: [...path, selection.key] };
      const { value, told } = this.#field(source[selection.key], place);
      parts.push(told);
      if (value === BROKEN) broken = true;
      stripped[selection.key] = value;
    }
    return { value: broken ? BROKEN : stripped, told: together(parts) };
  }

  #field(full: unknown, place: Place): Stripped {
    const { type, selection, path } = place;
    const reference = fieldOf(this.#graph, type, selection.field)?.type;
    const nonNull = reference?.nonNull ?? false;
    if (this.#openness.isClosed(type, selection)) {
      const told = { ...NOTHING, must: [{ path, coordinate: `${type}.${selection.field}`, places: 1 }] };
      return { value: nonNull ? BROKEN : null, told };
    }
    const stripped = Array.isArray(full)
      ? this.#list(full, place, reference?.itemNonNull ?? false)
      : this.#value(full, place, path);
    return settled(stripped, nonNull);
  }

  #list(full: readonly unknown[], place: Place, itemNonNull: boolean): Stripped {
    if (full.length === 0) return { value: [], told: this.#belowNothing(place) };
    const items = full.map((item, index) =>
      settled(this.#value(item, place, [...place.path, index]), itemNonNull),
    );
    const told = together(items.map((item) => item.told));
    const values = items.map(({ value }) => value);
    return { value: values.includes(BROKEN) ? BROKEN : values, told };
  }

  /** Of an empty list everything that is closed below is told at the list itself. */
  #belowNothing({ type, selection, path }: Place): Told {
    const closed = [...this.#openness.closedBelow(type, selection)];
    return { ...NOTHING, must: closed.map(([coordinate, places]) => ({ path, coordinate, places })) };
  }

  #value(full: unknown, { selection }: Place, path: Path): Stripped {
    return full === null || selection.sets.length === 0
      ? { value: full, told: NOTHING }
      : this.#object(full, selection.sets, path);
  }
}

/** A broken value becomes null where null may stand, and goes on upwards where it may not. */
function settled({ value, told }: Stripped, nonNull: boolean): Stripped {
  return value === BROKEN && !nonNull ? { value: null, told: nulled(told) } : { value, told };
}

function nulled({ must, may }: Told): Told {
  const all = [...must, ...may];
  return { must: [], may: all, anyOf: [all] };
}

function together(parts: readonly Told[]): Told {
  return {
    must: parts.flatMap(({ must }) => must),
    may: parts.flatMap(({ may }) => may),
    anyOf: parts.flatMap(({ anyOf }) => anyOf),
  };
}
