import type { Room, RoomRequest, RoomResult } from '@seisi/schema/room';
import { Pool } from 'undici';
import { askedOf } from './asked-of-room.ts';
import { isQuery, parsed, readResult, readText } from './room-answer.ts';
import type { SubgraphAddress } from './subgraph-addresses.ts';

/** How much of a subgraph is taken. */
export type SubgraphLimits = {
  /** The largest answer that is read, in bytes. */
  readonly answerBytes?: number;
  /** How many connections are kept to it; more fetches wait for one, until the end of their request. */
  readonly connections?: number;
};

const ANSWER_BYTES = 16 * 1024 * 1024;
const CONNECTIONS = 64;
const HEALTH_MILLISECONDS = 2000;
const HEADERS = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json, application/json;q=0.9',
};

/**
 * Any GraphQL server that answers a federated graph's fetches, over kept connections. It is told nothing of who asks. It throws where it did not answer: no connection, the end of the request, a redirect, a status
 * other than 200, an answer too large or of another shape; the message holds nothing of the answer. What was not asked for is left out.
 */
export function subgraphRoom(
  { name, url }: SubgraphAddress,
  { answerBytes = ANSWER_BYTES, connections = CONNECTIONS }: SubgraphLimits = {},
): Room {
  const pool = new Pool(url.origin, { connections });
  const path = `${url.pathname}${url.search}`;
  const post = async (body: string, signal: AbortSignal): Promise<string> => {
    const response = await pool.request({ path, method: 'POST', headers: HEADERS, body, signal });
    if (response.statusCode === 200) return readText(response.body, name, answerBytes);
    // A redirect is none of the addresses that the supergraph names: nothing is sent on.
    response.body.on('error', () => {}).destroy();
    throw new Error(`The subgraph ${name} answered with status ${response.statusCode}.`);
  };
  const ask = (request: RoomRequest, body: string): Promise<string> =>
    post(body, request.signal).catch((error: unknown) => {
      // A kept connection may be closed by the other side while it is written to.
      if (!isClosed(error) || !isQuery(request) || request.signal.aborted) throw error;
      return post(body, request.signal);
    });
  return {
    name,
    async execute(request): Promise<RoomResult> {
      const body = JSON.stringify({ query: request.text, variables: request.variables });
      return askedOf(request.document, readResult(parsed(await ask(request, body)), name));
    },
    async ready(): Promise<void> {
      const text = await post('{"query":"{__typename}"}', AbortSignal.timeout(HEALTH_MILLISECONDS));
      readResult(parsed(text), name);
    },
    close: () => pool.destroy(),
  };
}

const CLOSED: ReadonlySet<unknown> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

function isClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CLOSED.has(error.code);
}
