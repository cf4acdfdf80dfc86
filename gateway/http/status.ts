import type { HTTPGraphQLResponse } from '@apollo/server';
import type { ErrorCode } from '@seisi/schema/errors';

/** The status of a request that is refused whole, by its code: 403 where whoever asks may not, 400 where nobody may ask so, 503 where it can be asked again. Any other failed inside: 500. */
export const STATUS_OF_REFUSAL: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  BASIS_REQUIRED: 400,
  UNAUTHORIZED_FIELD_OR_TYPE: 403,
  OPERATION_NOT_REGISTERED: 403,
  INTROSPECTION_OFF: 403,
  PERSISTED_QUERY_NOT_FOUND: 404,
  OPERATION_TOO_LARGE: 400,
  NOT_FOUND: 404,
  THROTTLED: 429,
  DOCUMENT_REFUSED: 415,
  REQUEST_TOO_LARGE: 413,
  BAD_REQUEST: 400,
  OVERLOADED: 503,
  SOURCE_UNAVAILABLE: 503,
};

/** What is wrong with a document or its variables, not with the HTTP request. */
const OF_THE_DOCUMENT = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'OPERATION_TOO_LARGE',
  'BAD_USER_INPUT',
]);

/**
 * The status of an answer. What the pipeline refuses Apollo holds for a failure, 500, after which others would ask again. As `application/graphql-response+json` a document that
 * cannot be executed is 400; as `application/json` it is a GraphQL answer like any other, 200, for intermediaries answer 400 in that type too (GraphQL over HTTP, §6.4.1).
 */
export function statusOf(
  { status, headers }: Pick<HTTPGraphQLResponse, 'status' | 'headers'>,
  text: string,
): number {
  const type = headers.get('content-type') ?? '';
  if ((status !== 400 && status !== 500) || !type.includes('json')) return status ?? 200;
  const codes = codesOf(text);
  const refused = status === 500 ? (STATUS_OF_REFUSAL[codes[0] as ErrorCode] ?? 500) : status;
  const isJson = type.startsWith('application/json');
  return refused === 400 && isJson && codes.every((code) => OF_THE_DOCUMENT.has(code)) ? 200 : refused;
}

function codesOf(text: string): readonly string[] {
  const { errors } = JSON.parse(text) as {
    readonly errors: readonly { readonly extensions: { readonly code: string } }[];
  };
  return errors.map(({ extensions }) => extensions.code);
}
