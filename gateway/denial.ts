import type { WithheldReason } from '@seisi/schema/errors';

/** One closed place of an operation: where, what, and why (access §5). */
export type Denial = {
  /** Response keys, without list indices. */
  readonly path: readonly string[];
  readonly coordinate: string;
  readonly dataClass: string | null;
  readonly reason: WithheldReason;
};

/** All closed places of an operation, to be looked up while its answer is shaped. */
export class Denials {
  readonly #byPlace = new Map<string, Denial>();
  readonly #all: readonly Denial[];

  constructor(denials: readonly Denial[]) {
    this.#all = denials;
    for (const denial of denials) this.#byPlace.set(placeOf(denial.path, denial.coordinate), denial);
  }

  /** The denial of a field at a place, or undefined where it is open. */
  at(path: readonly string[], coordinate: string): Denial | undefined {
    return this.#byPlace.size === 0 ? undefined : this.#byPlace.get(placeOf(path, coordinate));
  }

  /** The denials below a place: what an empty list would have withheld. */
  below(path: readonly string[]): Denial[] {
    return this.#all.filter(
      (denial) => denial.path.length > path.length && path.every((key, index) => denial.path[index] === key),
    );
  }
}

function placeOf(path: readonly string[], coordinate: string): string {
  return `${path.join('/')} ${coordinate}`;
}
