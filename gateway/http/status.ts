import type { HTTPGraphQLResponse } from '@apollo/server';

/** What is wrong with a document or its variables, not with the HTTP request. */
const OF_THE_DOCUMENT = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

/**
 * The status of an answer. As `application/graphql-response+json` a document that cannot be executed is 400; as `application/json` it is a GraphQL answer like any other, 200,
 * for intermediaries answer 400 in that type too (GraphQL over HTTP, §6.4.1).
 */
export function statusOf(
  { status, headers }: Pick<HTTPGraphQLResponse, 'status' | 'headers'>,
  text: string,
): number {
  if (status !== 400 || !headers.get('content-type')?.startsWith('application/json')) return status ?? 200;
  return codesOf(text).every((code) => OF_THE_DOCUMENT.has(code)) ? 200 : 400;
}

function codesOf(text: string): readonly string[] {
  const { errors } = JSON.parse(text) as {
    readonly errors: readonly { readonly extensions: { readonly code: string } }[];
  };
  return errors.map(({ extensions }) => extensions.code);
}
