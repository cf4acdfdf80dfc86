import { type DataClass, isDataClass } from '@seisi/schema/classes';
import {
  ERROR_CODES,
  type ErrorCode,
  UNKNOWN_MESSAGE,
  type WithheldReason,
  withheld,
} from '@seisi/schema/errors';
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

/** What else than an unknown value a room may say, in a sentence of its own. */
const SPOKEN: ReadonlySet<unknown> = new Set<ErrorCode>([
  'BAD_USER_INPUT',
  'BUDGET_EXHAUSTED',
  'NOT_FOUND',
  'STEP_REFUSED',
  'IDEMPOTENCY_KEY_REUSED',
  'OPERATION_TOO_LARGE',
]);
const REASONS: Readonly<Record<WithheldReason, true>> = {
  CLASS_NOT_IN_BASIS: true,
  PURPOSE: true,
  ASSURANCE: true,
  NOT_FOR_THIS_SUBJECT: true,
  SOURCE_UNAVAILABLE: true,
};
/** What a room may say of an argument: one line, too short for a stack. */
const SHORT_LINE = /^[^\p{Cc}]{1,200}$/u;
/** An argument, or a field of one: `first`, `filter.state`. */
const NAME = /^[_A-Za-z]\w*(\.[_A-Za-z]\w*)*$/;

/**
 * A room's error as it may leave the building: withheld or a refusal, every other is an unknown value. What stands beside the code is of a
 * closed list, or one short line; room names, hidden names and stacks are not.
 */
export function failureOf(error: RoomError): Failure {
  const { code, coordinate, class: dataClass, reason, argument } = error.extensions ?? {};
  if (code === 'UNAUTHORIZED_FIELD_OR_TYPE' && isReason(reason)) {
    const named = classOf(dataClass);
    const beside = { coordinate: String(coordinate), ...(named === null ? {} : { class: named }), reason };
    return new Failure(code, withheld(beside.coordinate, named, reason).message, beside);
  }
  if (!SPOKEN.has(code)) return UNAVAILABLE;
  const spoken = code as ErrorCode;
  const message = SHORT_LINE.test(error.message) ? error.message : ERROR_CODES[spoken];
  const named = typeof argument === 'string' && NAME.test(argument) ? { argument } : {};
  return new Failure(spoken, message, named);
}

function isReason(value: unknown): value is WithheldReason {
  return typeof value === 'string' && Object.hasOwn(REASONS, value);
}

function classOf(value: unknown): DataClass | null {
  return typeof value === 'string' && isDataClass(value) ? value : null;
}

/** The value is unknown: no register said that there is none. */
export const UNAVAILABLE = new Failure('SOURCE_UNAVAILABLE', UNKNOWN_MESSAGE);
/** The same of a step: its room may have taken it, and have been lost before it could say so. */
export const STEP_UNKNOWN = new Failure(
  'SOURCE_UNAVAILABLE',
  `${UNKNOWN_MESSAGE} Whether the step was taken the same idempotency key tells: sent again, it is taken once.`,
);
