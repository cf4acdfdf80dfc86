import { RegistryError, UNKNOWN_MESSAGE } from '@seisi/schema/errors';
import type { RoomError } from '@seisi/schema/room';
import type { GraphQLError } from 'graphql';
import type { RoomOptions } from './open-room.ts';
import { isUnwanted } from './wanted.ts';

/** Errors as they may leave a room: a refusal as it is, everything else masked as an unknown value, and told to the operator. */
export function roomErrors(
  errors: readonly GraphQLError[],
  { room, request }: { readonly room: string; readonly request: string },
  tell: RoomOptions['onFailure'],
): RoomError[] {
  return errors.map((error) => {
    const path = error.path === undefined ? {} : { path: error.path };
    const cause = error instanceof RegistryError ? error : error.originalError;
    if (cause instanceof RegistryError)
      return { message: cause.message, ...path, extensions: cause.extensions };
    const coordinate = (error.path ?? []).filter((step) => typeof step === 'string').join('.');
    // What nobody waits for any more has not failed.
    if (!isUnwanted(cause)) tell?.({ room, coordinate, cause: causeOf(cause), request });
    return { message: UNKNOWN_MESSAGE, ...path, extensions: { code: 'SOURCE_UNAVAILABLE' } };
  });
}

/** The kinds of an error and of what lies under it. Their messages hold statements and values, so they are not told. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'GraphQLError';
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.name}${code}${error.cause === undefined ? '' : ` < ${causeOf(error.cause)}`}`;
}
