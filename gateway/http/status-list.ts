import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap } from '@apollo/server';
import { type GraphqlDoor, type Result, throughDoor } from './graphql.ts';

/** Lists of statuses by the public field that tells them and their number: `/status-lists/FIELD/NUMBER`. */
const PATH = /^\/status-lists\/([A-Za-z]{1,40}StatusList)\/(\d{1,6})$/;

/** Which list, by the field of the graph and its number. */
export type StatusListPath = { readonly field: string; readonly number: number };

export function readStatusListPath(path: string): StatusListPath | null {
  const [, field, number] = PATH.exec(path) ?? [];
  return field === undefined ? null : { field, number: Number(number) };
}

/**
 * Sends a list of statuses as verifiers fetch it (Token Status List): without a token, whoever asks. It is asked of the graph like any public field, so that what
 * refuses the one refuses the other.
 */
export function serveStatusList(
  door: GraphqlDoor,
  message: IncomingMessage,
  response: ServerResponse,
  { requestId, asked }: { readonly requestId: string; readonly asked: StatusListPath },
): Promise<void> {
  const query = `{ list: ${asked.field}(number: ${asked.number}) }`;
  const read = async () => ({
    viewer: null,
    request: {
      method: 'POST',
      headers: new HeaderMap([['content-type', 'application/json']]),
      search: '',
      body: { query },
    },
  });
  return throughDoor(door, message, response, requestId, read, async (result) =>
    sendList(message, response, listOf(result)),
  );
}

/** Null for a list that there is not, and for a field that is none: both are the same to whoever asks. */
function listOf({ body }: Result): string | null {
  const answered = body.kind === 'complete' ? body.string : '{}';
  const { data } = JSON.parse(answered) as { readonly data?: { readonly list?: unknown } | null };
  return typeof data?.list === 'string' ? data.list : null;
}

async function sendList(
  message: IncomingMessage,
  response: ServerResponse,
  text: string | null,
): Promise<void> {
  const bytes = Buffer.from(text ?? '{"errors":[{"message":"There is no such list now."}]}');
  response.statusCode = text === null ? 404 : 200;
  response.setHeader('content-type', text === null ? 'application/json' : 'application/statuslist+jwt');
  response.setHeader('cache-control', text === null ? 'no-store' : 'public, max-age=5');
  response.setHeader('content-length', bytes.length);
  response.end(message.method === 'HEAD' ? undefined : bytes);
}
