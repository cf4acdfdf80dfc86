import { GraphQLError } from 'graphql';

/** Every error code that can leave the graph, with what it means and the way out. A closed table. */
export const ERROR_CODES = {
  UNAUTHENTICATED: 'The token is missing, malformed, expired or not from a known issuer. Get a new one.',
  BASIS_REQUIRED:
    'The token allows more than one ground, or none in force. Name one: an agreement in the `seisi-agreement` header, a posting in `seisi-posting`.',
  UNAUTHORIZED_FIELD_OR_TYPE:
    'This ground does not open this field. The reason stands beside it; ask for what it opens, or for another agreement.',
  SOURCE_UNAVAILABLE:
    'The register could not answer. The value is unknown, which is not the same as none. Ask again later.',
  AUDIT_UNAVAILABLE:
    'No record could be made of who is told what, so nothing about anyone leaves. Ask again later.',
  BUDGET_EXHAUSTED:
    'This agreement has had as many computed answers about this subject today as it may have. Ask again tomorrow.',
  NOT_FOUND: 'What the step was to be taken on does not exist for you. Check its identifier.',
  STEP_REFUSED:
    'From where the record stands this step is not open, or somebody was faster. Read it again, then decide.',
  IDEMPOTENCY_KEY_REUSED:
    'This idempotency key was used for another act or with another input. Nothing was done; take a new key.',
  BAD_USER_INPUT:
    'An argument or variable is malformed or out of range. The message names it and says what fits.',
  GRAPHQL_PARSE_FAILED: 'The text is not a GraphQL document. The message says where it breaks.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the graph. The message says which part.',
  BAD_REQUEST: 'The HTTP request is not one that GraphQL over HTTP knows. Send POST with a JSON body.',
  OPERATION_RESOLUTION_FAILURE:
    'The document has several operations, or not the one named. Name one of them.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'Stored queries are not served here. Send the whole document.',
  PERSISTED_QUERY_NOT_FOUND:
    'No operation is registered under this id for your agreement. Send the whole document, or register it.',
  OPERATION_NOT_REGISTERED:
    'The client of this agreement may ask what it has registered, or less. Register the operation.',
  OPERATION_BEYOND_AGREEMENT:
    'This operation is registered, and asks what the agreement does not open now. The first such field stands beside it; register the operation without it.',
  INTROSPECTION_OFF:
    'The schema is not told by introspection here. Ask the operator for the schema of your agreement.',
  OPERATION_TOO_LARGE: 'The operation is larger than the limits allow. Split it.',
  THROTTLED:
    'You have asked more than your budget restores. Ask again after the seconds in `Retry-After`, or ask for shorter pages.',
  DOCUMENT_REFUSED:
    'The bytes are no PDF, JPEG or PNG, or not what they are said to be, or not clean. The message says which. Nothing was kept.',
  REQUEST_TOO_LARGE: 'The HTTP body is larger than the limit. Send less.',
  OVERLOADED: 'More is asked than can be answered now. Ask again after the seconds that `Retry-After` says.',
  DEADLINE_EXCEEDED: 'The request took longer than its time. Ask for less, or ask again.',
  INTERNAL_SERVER_ERROR:
    'Something failed that is not the request’s fault. Ask again; tell the operator the request id.',
} as const satisfies Record<string, string>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Why a leaf is withheld (access §5): five reasons, and never a sixth that says more. */
export type WithheldReason =
  | 'CLASS_NOT_IN_BASIS'
  | 'PURPOSE'
  | 'ASSURANCE'
  | 'NOT_FOR_THIS_SUBJECT'
  | 'SOURCE_UNAVAILABLE';

/** An error that may leave the building: its sentence names the thing and the way out, its code is in the table. */
export class RegistryError extends GraphQLError {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, extensions: Readonly<Record<string, unknown>> = {}) {
    super(message, { extensions: { ...extensions, code } });
    this.name = 'RegistryError';
    this.code = code;
  }
}

/** A leaf whose class this subject's grant does not open. The same for every value, and for none. */
export function withheld(
  coordinate: string,
  dataClass: string | null,
  reason: WithheldReason,
): RegistryError {
  return new RegistryError('UNAUTHORIZED_FIELD_OR_TYPE', WITHHELD_MESSAGE, {
    coordinate,
    ...(dataClass === null ? {} : { class: dataClass }),
    reason,
  });
}

const WITHHELD_MESSAGE = 'This ground does not open this field.';
export const UNKNOWN_MESSAGE = 'The register could not answer: this value is unknown.';
