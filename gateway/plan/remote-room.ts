import { randomUUID } from 'node:crypto';
import { type Pulse, readPulse } from '@seisi/schema/ground-fact';
import { PASSPORT_WIRE } from '@seisi/schema/passport-claims';
import { Passport } from '@seisi/schema/passport-mint';
import { REACH_WIRE, readReachAnswer, writeReachBody } from '@seisi/schema/reach';
import type { Room, RoomError, RoomResult } from '@seisi/schema/room';
import { NO_BASIS } from '@seisi/schema/viewer';
import { askedOf } from './asked-of-room.ts';
import type { PassportSigner } from './passport-wire.ts';

/** Where a room answers in another process, and how the gateway shows itself there. */
export type RemoteRoomOptions = {
  readonly name: string;
  /** The address that takes POST, such as `http://127.0.0.1:4101/graphql`. */
  readonly url: string;
  readonly sign: PassportSigner;
  readonly now?: () => number;
  /** The largest answer that is read, in bytes. */
  readonly answerBytes?: number;
};

const ANSWER_BYTES = 16 * 1024 * 1024;
const HEALTH_MILLISECONDS = 2000;

/**
 * A room behind HTTP (design §9, `SUBGRAPH_URL_<ROOM>`). It throws where the room did not answer as a room does: no connection, a
 * deadline, a redirect, a status other than 200, an answer too large or of another shape. The message holds nothing of the answer.
 * What was not asked for is left out.
 */
export function remoteRoom({
  name,
  url,
  sign,
  now = Date.now,
  answerBytes = ANSWER_BYTES,
}: RemoteRoomOptions): Room {
  return {
    name,
    async execute({ document, text, variables, passport, signal }): Promise<RoomResult> {
      // A grant among the variables writes itself as text (`toJSON`).
      const body = JSON.stringify({ query: text, variables });
      const token = await sign(passport, { room: name, method: 'POST', body });
      const headers = { 'content-type': 'application/json', [PASSPORT_WIRE.header]: token };
      const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
      if (response.status !== 200) {
        await response.body?.cancel();
        throw new Error(`The room ${name} answered with status ${response.status}.`);
      }
      return askedOf(document, readResult(await readText(response, name, answerBytes), name));
    },
    async pulse(after, signal): Promise<Pulse> {
      const body = JSON.stringify({ after });
      const token = await sign(ownPassport(now()), { room: name, method: 'POST', body });
      const headers = { 'content-type': 'application/json', [PASSPORT_WIRE.header]: token };
      const at = new URL('/pulse', url);
      const response = await fetch(at, { method: 'POST', headers, body, signal, redirect: 'error' });
      const pulse =
        response.status === 200 ? readPulse(parsed(await readText(response, name, answerBytes))) : null;
      if (pulse === null) throw new Error(`The room ${name} does not tell the facts of grounds.`);
      return pulse;
    },
    async reached(question): Promise<readonly string[]> {
      const body = writeReachBody(question);
      const token = await sign(question.passport, { room: name, method: 'POST', body });
      const headers = { 'content-type': 'application/json', [PASSPORT_WIRE.header]: token };
      const { signal } = question;
      const at = new URL(REACH_WIRE.path, url);
      const response = await fetch(at, { method: 'POST', headers, body, signal, redirect: 'error' });
      const text = await readText(response, name, answerBytes);
      const reached = response.status === 200 ? readReachAnswer(text, question) : null;
      if (reached === null) throw new Error(`The room ${name} does not tell who is within reach.`);
      return reached;
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

/** The gateway's own: it is nobody's, and opens nothing. */
function ownPassport(now: number): Passport {
  const expires = now + HEALTH_MILLISECONDS;
  return new Passport({ request: randomUUID(), viewer: null, basis: NO_BASIS, facts: null, expires });
}

async function readText(response: Response, name: string, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw new Error(`The room ${name} answered with more than ${most} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readResult(text: string, name: string): RoomResult {
  const result = parsed(text);
  if (!isResult(result)) throw new Error(`The room ${name} gave an answer that is not GraphQL's.`);
  return result;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isResult(value: unknown): value is RoomResult {
  if (!isObject(value)) return false;
  const { data, errors } = value as { readonly data?: unknown; readonly errors?: unknown };
  if (data === undefined && errors === undefined) return false;
  const dataFits = data == null || isObject(data);
  return dataFits && (errors === undefined || (Array.isArray(errors) && errors.every(isError)));
}

function isError(value: unknown): value is RoomError {
  if (!isObject(value)) return false;
  const { message, path, extensions } = value as { readonly [name in keyof RoomError]: unknown };
  const pathFits = path === undefined || (Array.isArray(path) && path.every(isStep));
  return typeof message === 'string' && pathFits && (extensions === undefined || isObject(extensions));
}

function isStep(step: unknown): boolean {
  return typeof step === 'string' || Number.isSafeInteger(step);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
