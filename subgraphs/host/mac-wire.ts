import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

/** What rooms of one house ask one another, both ways under a MAC of the keys that they share (access §3, §4). */
export type MacWire = { readonly path: string; readonly header: string; readonly label: string };

/** How far the clocks of two rooms may stand apart, and how long a call can be repeated; it would be told the same again. */
const CALL_MILLISECONDS = 10_000;
const ANSWER_BYTES = 16 * 1024 * 1024;

/** The door of a room that is asked. */
export type MacDoor = {
  /** The body of a call and the nonce that its answer is for; null for a call that no room of this house made, for this room, now. `shown` is what else the MAC covers. */
  readonly read: (
    mac: string | undefined,
    body: Uint8Array,
    now: number,
    shown?: string,
  ) => { readonly text: string; readonly nonce: string } | null;
  readonly sign: (nonce: string, body: string) => string;
};

/** Keys come newest first; the newest signs, all verify. */
export function macDoor({ label }: MacWire, room: string, keys: readonly string[]): MacDoor {
  return {
    read(mac, body, now, shown) {
      const [at = '', nonce = '', tag = ''] = (mac ?? '').split('.');
      const text = Buffer.from(body).toString('utf8');
      if (!isTag(keys, [label, 'ask', room, at, nonce, text, ...covered(shown)], tag)) return null;
      return Math.abs(now - Number(at)) <= CALL_MILLISECONDS ? { text, nonce } : null;
    },
    sign: (nonce, body) => tagOf(keys[0] ?? '', [label, 'tell', room, nonce, body]),
  };
}

/** One call of a room by another, at the address that takes its GraphQL. */
export type MacCall = {
  readonly room: string;
  readonly url: string;
  readonly keys: readonly string[];
  readonly now: () => number;
  readonly body: string;
  readonly signal: AbortSignal;
  /** A header more, whose value the MAC covers. */
  readonly shown?: readonly [header: string, value: string];
};

/** The text that the room answered with. It rejects where it did not answer, in time and genuinely; the message holds nothing of the answer. */
export async function askUnderMac(wire: MacWire, call: MacCall): Promise<string> {
  const { room, url, keys, now, body, signal, shown } = call;
  const stamp = `${now()}`;
  const nonce = randomUUID();
  const tag = tagOf(keys[0] ?? '', [wire.label, 'ask', room, stamp, nonce, body, ...covered(shown?.[1])]);
  const headers = {
    'content-type': 'application/json',
    [wire.header]: `${stamp}.${nonce}.${tag}`,
    ...(shown === undefined ? {} : { [shown[0]]: shown[1] }),
  };
  const at = new URL(wire.path, url);
  const response = await fetch(at, { method: 'POST', headers, body, signal, redirect: 'error' });
  const text = await response.text();
  if (response.status !== 200 || text.length > ANSWER_BYTES)
    throw new Error(`The room ${room} did not answer at ${wire.path}: status ${response.status}.`);
  const told = response.headers.get(wire.header) ?? '';
  if (!isTag(keys, [wire.label, 'tell', room, nonce, text], told))
    throw new Error(`What was told at ${wire.path} as of the room ${room} is not theirs.`);
  return text;
}

function covered(shown: string | undefined): string[] {
  return shown === undefined ? [] : [shown];
}

function tagOf(key: string, [label, ...parts]: readonly string[]): string {
  return createHmac('sha256', key)
    .update(`seisi ${label}\n${parts.join('\n')}`)
    .digest('base64url');
}

function isTag(keys: readonly string[], parts: readonly string[], tag: string): boolean {
  const given = Buffer.from(tag);
  return keys.some((key) => {
    const right = Buffer.from(tagOf(key, parts));
    return right.length === given.length && timingSafeEqual(right, given);
  });
}
