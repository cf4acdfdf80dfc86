import { randomUUID } from 'node:crypto';
import {
  DOCUMENT_WIRE,
  type DocumentAnswer,
  readDocumentAnswer,
  writeDocumentBody,
} from '@seisi/schema/document/question';
import { type Pulse, readPulse } from '@seisi/schema/ground-fact';
import { PASSPORT_WIRE } from '@seisi/schema/passport-claims';
import { Passport } from '@seisi/schema/passport-mint';
import { REACH_WIRE, readReachAnswer, writeReachBody } from '@seisi/schema/reach';
import type { Room, RoomRequest, RoomResult } from '@seisi/schema/room';
import { NO_BASIS } from '@seisi/schema/viewer';
import { askedOf } from './asked-of-room.ts';
import { gathered } from './gathered-calls.ts';
import type { PassportSigner } from './passport-wire.ts';
import type { Way } from './resilient-way.ts';
import { isQuery, parsed, readResult, readText } from './room-answer.ts';

/** Where a room answers in another process, and how the gateway shows itself there. */
export type RemoteRoomOptions = {
  readonly name: string;
  /** The address that takes POST, such as `http://127.0.0.1:4101/graphql`. */
  readonly url: string;
  readonly sign: PassportSigner;
  /** How its fetches are sent, and sent again; once each if it is left out. */
  readonly way?: Way;
  readonly now?: () => number;
  /** The largest answer that is read, in bytes. */
  readonly answerBytes?: number;
  /** What a call says of the trace that its request belongs to (W3C Trace Context); null for none. */
  readonly traceparent?: (request: string) => string | null;
};

const ANSWER_BYTES = 16 * 1024 * 1024;
const HEALTH_MILLISECONDS = 2000;
/** What goes to a room in one HTTP request: it takes no more calls, and a megabyte. */
const MOST_TOGETHER = 16;
const MOST_CHARACTERS = 250_000;

/**
 * A room behind HTTP (design §9, `SUBGRAPH_URL_<ROOM>`). It throws where the room did not answer as a room does: no connection, a
 * deadline, a redirect, a status other than 200, an answer too large or of another shape. The message holds nothing of the answer.
 * What was not asked for is left out. The fetches of one plan level go in one HTTP request.
 */
export function remoteRoom({
  name,
  url,
  sign,
  way = (_asked, send) => send(),
  now = Date.now,
  answerBytes = ANSWER_BYTES,
  traceparent = () => null,
}: RemoteRoomOptions): Room {
  const post = async (body: string, { passport, signal }: RoomRequest): Promise<string> => {
    const token = await sign(passport, { room: name, method: 'POST', body });
    const headers = headersOf(token, traceparent(passport.request));
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
    if (response.status === 200) return readText(response.body, name, answerBytes);
    await response.body?.cancel();
    throw new Error(`The room ${name} answered with status ${response.status}.`);
  };
  const told = askingBeside({ name, url, sign, answerBytes, traceparent });
  const ask = askingIn({ name, way, post });
  const executed = gathered(({ passport }: RoomRequest) => passport, ask);
  return {
    name,
    async execute(request): Promise<RoomResult> {
      // What changes something goes by itself.
      const result = isQuery(request) ? await executed(request) : (await ask([request]))[0];
      return askedOf(request.document, result as RoomResult);
    },
    async pulse(after, signal): Promise<Pulse> {
      const body = JSON.stringify({ after });
      const token = await sign(ownPassport(now()), { room: name, method: 'POST', body });
      const headers = headersOf(token, null);
      const at = new URL('/pulse', url);
      const response = await fetch(at, { method: 'POST', headers, body, signal, redirect: 'error' });
      const pulse =
        response.status === 200 ? readPulse(parsed(await readText(response.body, name, answerBytes))) : null;
      if (pulse === null) throw new Error(`The room ${name} does not tell the facts of grounds.`);
      return pulse;
    },
    async reached(question): Promise<readonly string[]> {
      const { status, text } = await told(REACH_WIRE.path, writeReachBody(question), question);
      const reached = status === 200 ? readReachAnswer(text, question) : null;
      if (reached === null) throw new Error(`The room ${name} does not tell who is within reach.`);
      return reached;
    },
    async document(question): Promise<DocumentAnswer | null> {
      const { status, text } = await told(DOCUMENT_WIRE.path, writeDocumentBody(question), question);
      const answer = status === 200 ? readDocumentAnswer(parsed(text)) : undefined;
      if (answer === undefined) throw new Error(`The room ${name} does not tell of its documents.`);
      return answer;
    },
    async ready(): Promise<void> {
      const signal = AbortSignal.timeout(HEALTH_MILLISECONDS);
      const response = await fetch(new URL('/health', url), { signal, redirect: 'error' });
      await response.body?.cancel();
      if (response.status !== 200)
        throw new Error(`The room ${name} is not ready: status ${response.status}.`);
    },
    async close(): Promise<void> {},
  };
}

function headersOf(token: string, traceparent: string | null): Record<string, string> {
  const headers = { 'content-type': 'application/json', [PASSPORT_WIRE.header]: token };
  return traceparent === null ? headers : { ...headers, traceparent };
}

type Beside = Required<Pick<RemoteRoomOptions, 'name' | 'url' | 'sign' | 'answerBytes' | 'traceparent'>>;

/** Asks a room beside its graph, in the name of whoever asks. */
function askingBeside({ name, url, sign, answerBytes, traceparent }: Beside) {
  return async (
    path: string,
    body: string,
    { passport, signal }: Pick<RoomRequest, 'passport' | 'signal'>,
  ) => {
    const token = await sign(passport, { room: name, method: 'POST', body });
    const headers = headersOf(token, traceparent(passport.request));
    const at = new URL(path, url);
    const response = await fetch(at, { method: 'POST', headers, body, signal, redirect: 'error' });
    return { status: response.status, text: await readText(response.body, name, answerBytes) };
  };
}

/** The gateway's own: it is nobody's, and opens nothing. */
function ownPassport(now: number): Passport {
  const expires = now + HEALTH_MILLISECONDS;
  return new Passport({ request: randomUUID(), viewer: null, basis: NO_BASIS, facts: null, expires });
}

type Questions = {
  readonly name: string;
  readonly way: Way;
  readonly post: (body: string, request: RoomRequest) => Promise<string>;
};

/** Fetches in one HTTP request, or where they are too much for one in several. */
function askingIn({ name, way, post }: Questions) {
  const ask = async (requests: readonly RoomRequest[]): Promise<readonly RoomResult[]> => {
    const bodies = requests.map(bodyOf);
    const given = requests[0] as RoomRequest;
    const tooMuch = bodies.length > MOST_TOGETHER || lengthOf(bodies) > MOST_CHARACTERS;
    if (tooMuch && bodies.length > 1)
      return (await Promise.all(requests.map((request) => ask([request])))).flat();
    const body = bodies.length === 1 ? (bodies[0] as string) : `[${bodies.join(',')}]`;
    const asked = { isRead: requests.every(isQuery), signal: given.signal };
    return way(asked, async () => readResults(parsed(await post(body, given)), bodies.length, name));
  };
  return ask;
}

/** A grant among the variables writes itself as text (`toJSON`). */
function bodyOf({ text, variables }: RoomRequest): string {
  return JSON.stringify({ query: text, variables });
}

function lengthOf(bodies: readonly string[]): number {
  return bodies.reduce((sum, body) => sum + body.length, 0);
}

/** One result for one fetch, an array of them for several. */
function readResults(answer: unknown, count: number, name: string): RoomResult[] {
  const results = count === 1 ? [answer] : answer;
  if (!Array.isArray(results) || results.length !== count)
    throw new Error(`The room ${name} did not answer each of ${count} fetches.`);
  return results.map((result) => readResult(result, name));
}
