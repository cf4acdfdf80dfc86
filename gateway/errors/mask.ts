import { ERROR_CODES } from '@seisi/schema/errors';
import type { GraphQLFormattedError } from 'graphql';

/** What stands beside an error of each kind, and nothing else: no stack, no room name, no hidden name. */
const KEPT = ['code', 'coordinate', 'class', 'reason', 'argument', 'below'] as const;

/** An error as it may leave the building: a code of the closed table, or an internal error that says no more. */
export function maskError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const code = formatted.extensions?.['code'];
  const known =
    typeof code === 'string' && Object.hasOwn(ERROR_CODES, code) && code !== 'INTERNAL_SERVER_ERROR';
  if (!known)
    return { message: ERROR_CODES.INTERNAL_SERVER_ERROR, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  const extensions: Record<string, unknown> = {};
  for (const name of KEPT) {
    const value = formatted.extensions?.[name];
    if (value !== undefined) extensions[name] = value;
  }
  const { message, locations, path } = formatted;
  return {
    message,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions,
  };
}
