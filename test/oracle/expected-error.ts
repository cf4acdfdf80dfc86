import type { Expected } from './answer.ts';
import { CURSOR } from './field.ts';

export type Path = readonly (string | number)[];

/** An error by what a client can rely on; the sentence beside it is not compared. */
export type ExpectedError = {
  readonly path: Path | null;
  readonly code: string;
  readonly coordinate?: string;
  readonly class?: string;
  readonly reason?: string;
  /** How many more of this coordinate and reason there are. */
  readonly below?: number;
};

/** The part of an answer that is compared. */
export type Answered = {
  readonly data: unknown;
  readonly errors: readonly {
    readonly path?: Path;
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
};

/** Beyond so many errors of one coordinate and reason the last one counts the rest (access §5). */
const MOST_OF_A_KIND = 200;

/** The errors as they leave: of each kind no more than 200. */
export function fold(errors: readonly ExpectedError[]): ExpectedError[] {
  const kinds = Map.groupBy(errors, ({ coordinate, reason }) => `${coordinate} ${reason}`);
  return [...kinds.values()].flatMap((kind) => {
    const told = kind.slice(0, MOST_OF_A_KIND);
    const last = told.pop()!;
    const rest = kind.length - told.length - 1;
    return [...told, rest === 0 ? last : { ...last, below: rest }];
  });
}

/** Both answers as texts that are equal exactly where the answers are: data with its keys in order, errors as a set. */
export function comparable(
  expected: Expected,
  answered: Answered,
): { expected: readonly string[]; answered: readonly string[] } {
  const errors = answered.errors.map(({ path, extensions }): ExpectedError => {
    const { code, coordinate, class: dataClass, reason, below } = extensions;
    return { path: path ?? null, code, coordinate, class: dataClass, reason, below } as ExpectedError;
  });
  return {
    expected: [JSON.stringify(expected.data), ...textsOf(expected.errors)],
    answered: [JSON.stringify(maskCursors(expected.data, answered.data)), ...textsOf(errors)],
  };
}

function textsOf(errors: readonly ExpectedError[]): string[] {
  const texts = errors.map(({ path, code, coordinate, class: dataClass, reason, below }) =>
    JSON.stringify({ path, code, coordinate, class: dataClass, reason, below }),
  );
  return [...new Set(texts)].sort();
}

/** The answer with `CURSOR` wherever one is expected and a text that is not empty stands. */
function maskCursors(expected: unknown, answered: unknown): unknown {
  if (expected === CURSOR) return typeof answered === 'string' && answered !== '' ? CURSOR : answered;
  if (typeof answered !== 'object' || answered === null) return answered;
  if (typeof expected !== 'object' || expected === null) return answered;
  if (Array.isArray(answered))
    return answered.map((item, at) => maskCursors((expected as unknown[])[at], item));
  const masked: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(answered))
    masked[key] = maskCursors(Object.hasOwn(expected, key) ? Reflect.get(expected, key) : undefined, value);
  return masked;
}
