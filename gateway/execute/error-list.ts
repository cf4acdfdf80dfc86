import type { Denial } from '@seisi/schema/decision/denial';
import { type ErrorCode, withheld } from '@seisi/schema/errors';
import { GraphQLError } from 'graphql';
import { type Failure, UNAVAILABLE } from './failure.ts';
import { type Marks, NO_MARK } from './marks.ts';

type Path = readonly (string | number)[];

/** What is told of one field wherever it stands in an answer. Errors of one cause are folded together. */
export type Told = {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly cause: string;
  /** That it was withheld, in the marks of a receipt; `NO_MARK` where it is unknown, or no receipt is made. */
  readonly mark: number;
};

/** Of a closed place; where nobody knows whether it is, its value is unknown. */
export function toldDenial({ coordinate, dataClass, reason }: Denial, marks: Marks | null = null): Told {
  if (reason === 'SOURCE_UNAVAILABLE') return toldFailure(UNAVAILABLE, coordinate);
  const { message, extensions } = withheld(coordinate, dataClass, reason);
  const mark = marks?.withheld(coordinate, dataClass) ?? NO_MARK;
  return { message, extensions: Object.freeze({ ...extensions }), cause: `${coordinate} ${reason}`, mark };
}

/** Of what failed at a field. Where it names a field, it is the client's own: a room has no say in that. */
export function toldFailure(
  { message, code, extensions }: Failure,
  coordinate: string,
  marks: Marks | null = null,
): Told {
  const named = extensions['coordinate'] === undefined ? {} : { coordinate };
  return {
    message,
    extensions: Object.freeze({ ...extensions, ...named, code }),
    cause: `${coordinate} ${code} ${extensions['reason']}`,
    mark: isWithheld(code) ? (marks?.withheld(coordinate, extensions['class']) ?? NO_MARK) : NO_MARK,
  };
}

function isWithheld(code: ErrorCode): boolean {
  return code === 'UNAUTHORIZED_FIELD_OR_TYPE';
}

/** Beyond this many errors of one coordinate and cause, the rest is told by one (access §5). */
const FOLD_AT = 200;

/** One error of the answer, and how many more it stands for. */
type Entry = { readonly told: Told; readonly path: Path; below: number };

/** The errors of one answer, folded where they are too many. */
export class ErrorList {
  readonly #entries: Entry[] = [];
  readonly #counts = new Map<string, { told: number; last: Entry }>();
  /** How often something was told, folded or not. */
  count = 0;

  /** `path` is copied: whoever shapes goes on with its own. */
  tell(told: Told, path: Path): void {
    this.count += 1;
    const count = this.#counts.get(told.cause);
    if (count !== undefined && count.told >= FOLD_AT) {
      count.last.below += 1;
      return;
    }
    const entry = { told, path: path.slice(), below: 0 };
    this.#entries.push(entry);
    if (count === undefined) this.#counts.set(told.cause, { told: 1, last: entry });
    else {
      count.told += 1;
      count.last = entry;
    }
  }

  list(): readonly GraphQLError[] {
    return this.#entries.length === 0 ? [] : withoutStacks(() => this.#entries.map(errorOf));
  }
}

function errorOf({ told: { message, extensions }, path, below }: Entry): GraphQLError {
  return new GraphQLError(message, {
    path,
    extensions: below === 0 ? extensions : { ...extensions, below },
  });
}

/** These errors are made here, not thrown: where that was helps nobody, and to find out takes longer than all else about them. */
function withoutStacks<Made>(make: () => Made): Made {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = limit;
  }
}
