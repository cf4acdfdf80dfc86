import type { WithheldReason } from '../errors.ts';

/** One closed place of an operation: where, what, and why (access §5). */
export type Denial = {
  /** Response keys, without list indices. */
  readonly path: readonly string[];
  readonly coordinate: string;
  readonly dataClass: string | null;
  readonly reason: WithheldReason;
};

/**
 * What is closed at one place of an operation, by response key and by the type of the object there. Of one place a field can be left null below
 * one type and fetched below another, so that a path alone does not say it. Places that are alike are one: it grows with the document.
 */
export type ClosedPlace = ReadonlyMap<string, ReadonlyMap<string, ClosedField>>;

/** A field that is left null, or one below which something is. */
export type ClosedField = {
  readonly coordinate: string;
  readonly isClosed: boolean;
  readonly below: ClosedPlace;
};

export const NOTHING_CLOSED: ClosedPlace = new Map();

type Told = Pick<Denial, 'path' | 'coordinate'>;

/** Every closed field of some places, each path and coordinate once, in the order of the document; at the most `most` and one more. */
export function closedIn(places: readonly ClosedPlace[], most = Number.POSITIVE_INFINITY): readonly Told[] {
  const told: Told[] = [];
  flatten(places, [], told, most);
  return told;
}

function flatten(places: readonly ClosedPlace[], path: readonly string[], told: Told[], most: number): void {
  for (const key of new Set(places.flatMap((place) => [...place.keys()]))) {
    const here = [...path, key];
    const fields = places.flatMap((place) => [...(place.get(key)?.values() ?? [])]);
    const closed = fields.filter(({ isClosed }) => isClosed).map(({ coordinate }) => coordinate);
    for (const coordinate of new Set(closed)) told.push({ path: here, coordinate });
    if (told.length > most) return;
    flatten([...new Set(fields.map((field) => field.below))], here, told, most);
  }
}

/** All closed places of an operation, to be looked up while its answer is shaped. */
export class Denials {
  /** Where shaping begins. */
  readonly root: ClosedPlace;
  readonly #byCoordinate: ReadonlyMap<string, Denial>;

  /** @param root what is closed of the whole operation; without it every denial holds at its path, whatever the types above it */
  constructor(denials: readonly Denial[], root: ClosedPlace = placeOf(denials)) {
    this.root = root;
    this.#byCoordinate = new Map(denials.map((denial) => [denial.coordinate, denial]));
  }

  /** What is closed of a field on an object of this type, or below it; undefined where all of it is open. */
  field(place: ClosedPlace, key: string, type: string): ClosedField | undefined {
    const types = place.get(key);
    return types?.get(type) ?? types?.get(ANY_TYPE);
  }

  /** Why a field is closed. */
  of(coordinate: string): Denial {
    return this.#byCoordinate.get(coordinate) ?? { path: [], coordinate, ...UNEXPLAINED };
  }

  /** The denials below a place: what an empty list would have withheld. */
  below(place: ClosedPlace): Denial[] {
    return closedIn([place]).map(({ coordinate }) => this.of(coordinate));
  }
}

const UNEXPLAINED = { dataClass: null, reason: 'CLASS_NOT_IN_BASIS' } as const;
/** No type has this name. */
const ANY_TYPE = '*';

function placeOf(denials: readonly Denial[]): ClosedPlace {
  type Growing = Map<string, Map<string, ClosedField & { readonly below: Growing }>>;
  const root: Growing = new Map();
  for (const { path, coordinate } of denials) {
    let place = root;
    for (const [index, key] of path.entries()) {
      const isClosed = index === path.length - 1;
      const type = isClosed ? (coordinate.split('.')[0] ?? '') : ANY_TYPE;
      const types = place.get(key) ?? new Map();
      place.set(key, types);
      const field = types.get(type) ?? { coordinate, isClosed, below: new Map() };
      types.set(type, field);
      place = field.below;
    }
  }
  return root;
}
