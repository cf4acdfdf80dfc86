import type { Denial } from '@seisi/schema/decision/denial';
import { withheld } from '@seisi/schema/errors';
import { GraphQLError } from 'graphql';
import { type Failure, UNAVAILABLE } from './failure.ts';

type Path = readonly (string | number)[];

/** Beyond this many errors of one coordinate and cause, the rest is told by one (access §5). */
const FOLD_AT = 200;

/** The errors of one answer, folded where they are too many. */
export class ErrorList {
  readonly #errors: GraphQLError[] = [];
  readonly #counts = new Map<string, { told: number; last: number }>();

  /** A closed place; where nobody knows whether it is, its value is unknown. */
  withheld(denial: Denial, path: Path): void {
    const { coordinate, dataClass, reason } = denial;
    if (reason === 'SOURCE_UNAVAILABLE') {
      this.failed(UNAVAILABLE, coordinate, path);
      return;
    }
    const error = withheld(coordinate, dataClass, reason);
    this.#add(error.message, error.extensions, path, `${coordinate} ${reason}`);
  }

  /** What failed at a field. Where it names a field, it is the client's own: a room has no say in that. */
  failed(failure: Failure, coordinate: string, path: Path): void {
    const named = failure.extensions['coordinate'] === undefined ? {} : { coordinate };
    this.#add(
      failure.message,
      { ...failure.extensions, ...named, code: failure.code },
      path,
      `${coordinate} ${failure.code} ${failure.extensions['reason']}`,
    );
  }

  list(): GraphQLError[] {
    return this.#errors;
  }

  #add(message: string, extensions: Readonly<Record<string, unknown>>, path: Path, cause: string): void {
    const count = this.#counts.get(cause) ?? { told: 0, last: 0 };
    this.#counts.set(cause, count);
    count.told += 1;
    if (count.told <= FOLD_AT) {
      count.last = this.#errors.push(new GraphQLError(message, { path, extensions })) - 1;
      return;
    }
    const last = this.#errors[count.last];
    if (last === undefined) return;
    const folded = { ...last.extensions, below: count.told - FOLD_AT };
    this.#errors[count.last] = new GraphQLError(last.message, { path: last.path, extensions: folded });
  }
}
