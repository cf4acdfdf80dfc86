import { withheld } from '@seisi/schema/errors';
import { GraphQLError } from 'graphql';
import type { Denial } from '../denial.ts';
import type { Failure } from './failure.ts';

type Path = readonly (string | number)[];

/** Beyond this many errors of one coordinate and cause, the rest is told by one (access §5). */
const FOLD_AT = 200;

/** The errors of one answer, folded where they are too many. */
export class ErrorList {
  readonly #errors: GraphQLError[] = [];
  readonly #counts = new Map<string, { told: number; last: number }>();

  withheld(denial: Denial, path: Path): void {
    const error = withheld(denial.coordinate, denial.dataClass, denial.reason);
    this.#add(error.message, error.extensions, path, `${denial.coordinate} ${denial.reason}`);
  }

  failed(failure: Failure, coordinate: string, path: Path): void {
    this.#add(
      failure.message,
      { ...failure.extensions, code: failure.code },
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
