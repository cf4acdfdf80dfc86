import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import { RegistryError } from '@seisi/schema/errors';
import type { Viewer } from '@seisi/schema/viewer';
import type { Observer } from '../observer.ts';
import type { Caller, Outcome } from '../request.ts';
import { acceptedEncoding } from './accepted.ts';
import type { Admission, Priority } from './admission.ts';
import { readBody } from './body.ts';
import { hear } from './hearing.ts';
import { pack } from './pack.ts';
import { refuse } from './refuse.ts';
import { sendWhileItStands } from './send.ts';
import { statusOf } from './status.ts';

/** What the GraphQL door needs. */
export type GraphqlDoor = {
  /** What answers: a graph, or whichever of several is the newest. */
  readonly server: Pick<ApolloServer<Caller>, 'executeHTTPGraphQLRequest'>;
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
  /** Told of a request that could not be served and should have been: its id and the error's name, never data. */
  readonly onFailure?: (requestId: string, error: unknown) => void;
  /** What an operator sees of it; without it nothing is done for that. */
  readonly observer?: Observer;
};

/** What the graph answered, before it is sent. */
export type Result = Awaited<ReturnType<ApolloServer<Caller>['executeHTTPGraphQLRequest']>>;

/** Who asks, and what. */
export type DoorRequest = {
  readonly viewer: Viewer | null;
  readonly request: HTTPGraphQLRequest;
};

/** What an answer is sent with: who asked, and what must stand until its last byte. */
export type Told = { readonly viewer: Viewer | null; readonly outcome: Outcome };

/** Serves one GraphQL request. A GET carries no token: classified operations are POST only (access §7). */
export function serveGraphql(
  door: GraphqlDoor,
  message: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  const read = () => (message.method === 'POST' ? posted(door, message) : gotten(door, message));
  const sendIt = (result: Result, told: Told) => send(message, response, result, told);
  return throughDoor(door, message, response, requestId, read, sendIt);
}

/** Lets one request in when there is room, has it answered within its time, and sends the answer, or why there is none. */
export async function throughDoor(
  door: GraphqlDoor,
  message: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  read: () => Promise<DoorRequest>,
  answer: (result: Result, told: Told) => Promise<void>,
): Promise<void> {
  const outcome: Outcome = { standing: null, isStep: false };
  const hearing = hear(message, () => outcome.isStep);
  let leave = () => {};
  const watch = door.observer?.begin(message, response);
  try {
    const { viewer, request: httpGraphQLRequest } = await read();
    leave = await door.admission.enter(priorityOf(viewer), hearing.signal);
    hearing.begin(door.deadlineMs);
    const caller: Caller = {
      request: requestId,
      viewer,
      expires: door.now() + door.deadlineMs,
      signal: hearing.signal,
      outcome,
    };
    watch?.known(caller);
    const result = await door.server.executeHTTPGraphQLRequest({
      httpGraphQLRequest,
      context: async () => caller,
    });
    await answer(result, { viewer, outcome });
  } catch (error) {
    // A client that left while it was sending is nobody's failure.
    if (!(error instanceof RegistryError || message.socket.destroyed)) door.onFailure?.(requestId, error);
    watch?.refused(error);
    refuse(message, response, error);
  } finally {
    leave();
    hearing.end();
  }
}

/** Officers and citizens wait before a screen; what runs by itself can ask again. */
function priorityOf(viewer: Viewer | null): Priority {
  if (viewer === null) return 'ANONYMOUS';
  return viewer.kind === 'AGENCY_CLIENT' ? 'CLIENT' : 'PERSON';
}

/** A POST with its text. @throws OVERLOADED, BAD_REQUEST, REQUEST_TOO_LARGE, and what a token is refused with */
async function posted(door: GraphqlDoor, message: IncomingMessage): Promise<DoorRequest> {
  const { admission, bodyLimitBytes } = door;
  // Where nobody can wait, what came is taken in first: a refusal that costs next to nothing must not cost the connection as well.
  const taken = admission.isFull ? await readBody(message, bodyLimitBytes) : null;
  admission.refuseIfFull();
  const viewer = await viewerOf(door, message);
  const given = parseBody(taken ?? (await readBody(message, bodyLimitBytes)));
  const body = door.withText === undefined ? given : door.withText(viewer, given);
  return { viewer, request: { method: 'POST', headers: headersOf(message), search: '', body } };
}

async function gotten({ admission }: GraphqlDoor, message: IncomingMessage): Promise<DoorRequest> {
  admission.refuseIfFull();
  const { search } = new URL(message.url ?? '/', 'http://localhost');
  return {
    viewer: null,
    request: { method: message.method ?? 'GET', headers: headersOf(message), search, body: '' },
  };
}

/** Whose token this is; null for none. @throws UNAUTHENTICATED, BAD_REQUEST */
export function viewerOf(
  door: Pick<GraphqlDoor, 'identify'>,
  message: IncomingMessage,
): Promise<Viewer | null> {
  const encoding = headerOf(message, 'content-encoding');
  if (encoding !== null && encoding !== 'identity')
    throw new RegistryError('BAD_REQUEST', 'Packed bodies are not read. Send the body as it is.');
  return door.identify(headerOf(message, 'authorization'), {
    agreement: headerOf(message, 'seisi-agreement'),
    posting: headerOf(message, 'seisi-posting'),
  });
}

/** Only what is told to nobody in particular is packed: of a packed answer the length tells what stands in it beside what its asker chose (BREACH). */
async function send(
  message: IncomingMessage,
  response: ServerResponse,
  result: Result,
  { viewer, outcome }: Told,
): Promise<void> {
  const text = result.body.kind === 'complete' ? result.body.string : '';
  const { bytes, encoding } = await pack(text, viewer === null ? acceptedEncoding(message) : null);
  for (const [name, value] of result.headers) response.setHeader(name, value);
  if (viewer === null) response.appendHeader('vary', 'Accept-Encoding');
  if (encoding !== null) response.setHeader('content-encoding', encoding);
  response.setHeader('content-length', bytes.length);
  response.setHeader('cache-control', 'private, no-store');
  response.statusCode = statusOf(result, text);
  await sendWhileItStands(response, bytes, outcome.standing);
}

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
