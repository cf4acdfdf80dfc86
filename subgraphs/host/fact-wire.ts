import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { type FactPage, type FactSource, readFactPage } from '@seisi/schema/ground-fact';

/** How one room tells another the facts that it owns: `POST /events`, both ways under a MAC of the keys that the rooms share (access §3, §4). */
export const FACT_WIRE = Object.freeze({ path: '/events', header: 'seisi-facts-mac' });

/** How far the clocks of two rooms may stand apart, and how long a call can be repeated; it would be told the same again. */
const CALL_MILLISECONDS = 10_000;
const ANSWER_MILLISECONDS = 700;
const ANSWER_BYTES = 16 * 1024 * 1024;

/** The door of a room that owns facts: the cursor that a genuine call asks after, and the MAC of what it is told. */
export type FactDoor = {
  /** Null for a call that no room of this house made, for this room, now. */
  readonly read: (
    mac: string | undefined,
    body: Uint8Array,
    now: number,
  ) => { after: number; nonce: string } | null;
  readonly sign: (nonce: string, body: string) => string;
};

/** Keys come newest first; the newest signs, all verify. */
export function factDoor(room: string, keys: readonly string[]): FactDoor {
  return {
    read(mac, body, now) {
      const [at = '', nonce = '', tag = ''] = (mac ?? '').split('.');
      const text = Buffer.from(body).toString('utf8');
      if (!isTag(keys, ['ask', room, at, nonce, text], tag)) return null;
      if (!(Math.abs(now - Number(at)) <= CALL_MILLISECONDS)) return null;
      const after = cursorOf(text);
      return after === null ? null : { after, nonce };
    },
    sign: (nonce, body) => tagOf(keys[0] ?? '', ['tell', room, nonce, body]),
  };
}

/** The owner behind HTTP, by the address that takes its GraphQL. It rejects where the owner did not answer, in time and genuinely. */
export function remoteFacts(at: {
  readonly room: string;
  readonly url: string;
  readonly keys: readonly string[];
  readonly now: () => number;
}): FactSource {
  const url = new URL(FACT_WIRE.path, at.url);
  return async (after): Promise<FactPage> => {
    const body = JSON.stringify({ after });
    const stamp = `${at.now()}`;
    const nonce = randomUUID();
    const tag = tagOf(at.keys[0] ?? '', ['ask', at.room, stamp, nonce, body]);
    const headers = { 'content-type': 'application/json', [FACT_WIRE.header]: `${stamp}.${nonce}.${tag}` };
    const signal = AbortSignal.timeout(ANSWER_MILLISECONDS);
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
    const text = await response.text();
    const told = response.headers.get(FACT_WIRE.header) ?? '';
    if (response.status !== 200 || text.length > ANSWER_BYTES)
      throw new Error(`The room ${at.room} did not tell its facts: status ${response.status}.`);
    const page = isTag(at.keys, ['tell', at.room, nonce, text], told) ? readFactPage(JSON.parse(text)) : null;
    if (page === null) throw new Error(`What was told as the facts of the room ${at.room} is not theirs.`);
    return page;
  };
}

function cursorOf(text: string): number | null {
  try {
    const { after } = JSON.parse(text) as { readonly after?: unknown };
    return Number.isSafeInteger(after) && Number(after) >= 0 ? Number(after) : null;
  } catch {
    return null;
  }
}

function tagOf(key: string, parts: readonly string[]): string {
  return createHmac('sha256', key)
    .update(`seisi facts\n${parts.join('\n')}`)
    .digest('base64url');
}

function isTag(keys: readonly string[], parts: readonly string[], tag: string): boolean {
  const given = Buffer.from(tag);
  return keys.some((key) => {
    const right = Buffer.from(tagOf(key, parts));
    return right.length === given.length && timingSafeEqual(right, given);
  });
}
