import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import { type ErrorCode, RegistryError } from '@seisi/schema/errors';
import type { Viewer } from '@seisi/schema/viewer';
import type { Caller, Outcome } from '../request.ts';
import type { Admission, Priority } from './admission.ts';
import { readBody } from './body.ts';
import { sendWhileItStands } from './send.ts';

/** What the GraphQL door needs. */
export type GraphqlDoor = {
  readonly server: ApolloServer<Caller>;
  readonly identify: (
    authorization: string | null,
    chosen: { readonly agreement: string | null; readonly posting: string | null },
  ) => Promise<Viewer | null>;
  /** Puts the text of a registered operation into a body that names it by its id. @throws PERSISTED_QUERY_NOT_FOUND */
  readonly withText?: (viewer: Viewer | null, body: unknown) => unknown;
  /** Who is answered now, and who waits. */
  readonly admission: Admission;
  readonly bodyLimitBytes: number;
  readonly deadlineMs: number;
  readonly now: () => number;
};

const STATUS: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  BASIS_REQUIRED: 400,
  REQUEST_TOO_LARGE: 413,
  BAD_REQUEST: 400,
  PERSISTED_QUERY_NOT_FOUND: 404,
  SOURCE_UNAVAILABLE: 503,
  OVERLOADED: 503,
};

/** So many seconds a client that was not let in leaves us alone. */
const RETRY_AFTER = '1';

/** Serves one GraphQL request. A GET carries no token: classified operations are POST only (access §7). */
export async function serveGraphql(
  door: GraphqlDoor,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const deadline = deadlineOf(door);
  let leave = () => {};
  try {
    const isPost = message.method === 'POST';
    const viewer = isPost
      ? await door.identify(headerOf(message, 'authorization'), {
          agreement: headerOf(message, 'seisi-agreement'),
          posting: headerOf(message, 'seisi-posting'),
        })
      : null;
    const given = isPost ? parseBody(await readBody(message, door.bodyLimitBytes)) : '';
    const body = door.withText === undefined || !isPost ? given : door.withText(viewer, given);
    leave = await door.admission.enter(priorityOf(viewer));
    const outcome: Outcome = { standing: null };
    const caller: Caller = {
      request: randomUUID(),
      viewer,
      expires: door.now() + door.deadlineMs,
      signal: deadline.begin(),
      outcome,
    };
    const httpGraphQLRequest = {
      method: message.method?.toUpperCase() ?? 'POST',
      headers: headersOf(message),
      search: isPost ? '' : new URL(message.url ?? '/', 'http://localhost').search,
      body,
    };
    const result = await door.server.executeHTTPGraphQLRequest({
      httpGraphQLRequest,
      context: async () => caller,
    });
    for (const [name, value] of result.headers) response.setHeader(name, value);
    response.setHeader('cache-control', 'private, no-store');
    response.statusCode = result.status ?? 200;
    await sendWhileItStands(
      response,
      result.body.kind === 'complete' ? result.body.string : '',
      outcome.standing,
    );
  } catch (error) {
    refuse(response, error);
  } finally {
    leave();
    deadline.end();
  }
}

/** Officers and citizens wait before a screen; what runs by itself can ask again. */
function priorityOf(viewer: Viewer | null): Priority {
  if (viewer === null) return 'ANONYMOUS';
  return viewer.kind === 'AGENCY_CLIENT' ? 'CLIENT' : 'PERSON';
}

/** A request's time, and its end: a signal that outlived its request would keep it in memory. */
function deadlineOf({ deadlineMs }: GraphqlDoor): { begin(): AbortSignal; end(): void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    begin: () => {
      const controller = new AbortController();
      timer = setTimeout(() => controller.abort(new DOMException(TOO_LATE, 'TimeoutError')), deadlineMs);
      timer.unref();
      return controller.signal;
    },
    end: () => clearTimeout(timer),
  };
}

const TOO_LATE = 'The time of the request is over.';

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RegistryError(
      'BAD_REQUEST',
      'The body is not JSON. Send an object with `query` and `variables`.',
    );
  }
}

/** A refusal before GraphQL began, in GraphQL's form. */
function refuse(response: ServerResponse, error: unknown): void {
  const known =
    error instanceof RegistryError
      ? error
      : new RegistryError('INTERNAL_SERVER_ERROR', 'The request could not be served.');
  if (response.headersSent) return void response.end();
  response.statusCode = STATUS[known.code] ?? 500;
  if (known.code === 'OVERLOADED') response.setHeader('retry-after', RETRY_AFTER);
  if (known.code === 'REQUEST_TOO_LARGE') response.setHeader('connection', 'close');
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('cache-control', 'private, no-store');
  response.end(JSON.stringify({ errors: [{ message: known.message, extensions: { code: known.code } }] }));
}

/** What Apollo reads of a request: the forms of body and answer, and that no browser sends it unasked (CSRF). Trace and plan headers are off in every mode (access §7), so they do not even come in; a token is none of its affairs. */
const KEPT = ['content-type', 'accept', 'apollo-require-preflight', 'x-apollo-operation-name'];

function headersOf(message: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const name of KEPT) {
    const value = headerOf(message, name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}

function headerOf(message: IncomingMessage, name: string): string | null {
  const value = message.headers[name];
  return typeof value === 'string' ? value : null;
}
