import { ERROR_CODES, type ErrorCode, UNKNOWN_MESSAGE } from '@seisi/schema/errors';
import type { RoomError } from '@seisi/schema/room';

/** What stands in the merged tree where a room gave an error instead of a value: it becomes the error at that place of the answer. */
export class Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, extensions: Readonly<Record<string, unknown>> = {}) {
    this.code = code;
    this.message = message;
    this.extensions = extensions;
  }
}

/** Codes that a room may say to a client; every other error of a room is an unknown value. */
const OUTWARD: ReadonlySet<string> = new Set<ErrorCode>([
  'UNAUTHORIZED_FIELD_OR_TYPE',
  'BAD_USER_INPUT',
  'SOURCE_UNAVAILABLE',
]);
/** What may stand beside a code. Room names, hidden names and stacks may not. */
const OUTWARD_EXTENSIONS = ['coordinate', 'class', 'reason', 'argument'] as const;

/** A room's error as it may leave the building. */
export function failureOf(error: RoomError): Failure {
  const code = error.extensions?.['code'];
  if (typeof code !== 'string' || !OUTWARD.has(code) || !Object.hasOwn(ERROR_CODES, code)) return UNAVAILABLE;
  if (code === 'SOURCE_UNAVAILABLE') return UNAVAILABLE;
  const kept = OUTWARD_EXTENSIONS.filter((name) => error.extensions?.[name] !== undefined);
  return new Failure(
    code as ErrorCode,
    error.message,
    Object.fromEntries(kept.map((name) => [name, error.extensions?.[name]])),
  );
}

/** The value is unknown: no register said that there is none. */
export const UNAVAILABLE = new Failure('SOURCE_UNAVAILABLE', UNKNOWN_MESSAGE);
