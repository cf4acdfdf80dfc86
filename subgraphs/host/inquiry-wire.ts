import { INQUIRY_WIRE, type InquirySource, readInquiryBody, writeInquiryBody } from '@seisi/schema/inquiry';
import { type FactsKeys, keysWith } from './facts-wire.ts';
import { askUnderMac, macDoor } from './mac-wire.ts';

/** The door at which another room inquires: of a call that the room which it names made, for this room, now, the answer as text with its MAC; null for any other call. */
export type InquiryDoor = (
  call: { readonly mac: string | undefined; readonly body: Uint8Array; readonly signal: AbortSignal },
  now: number,
) => Promise<{ readonly text: string; readonly mac: string } | null>;

/** Whoever calls shows the key that only it and this room hold, so that no third room can ask in its name. */
export function inquiryDoor(room: string, keys: FactsKeys, source: InquirySource | undefined): InquiryDoor {
  return async ({ mac, body, signal }, now) => {
    const named = readInquiryBody(Buffer.from(body).toString('utf8'));
    if (named === null || source === undefined || keys.kind !== 'MASTER') return null;
    const door = macDoor(INQUIRY_WIRE, room, keysWith(named.by, keys));
    const asked = door.read(mac, body, now);
    if (asked === null) return null;
    const text = JSON.stringify({ found: await source({ ...named, signal }) });
    return { text, mac: door.sign(asked.nonce, text) };
  };
}

/** The room that decides, behind HTTP. It rejects where that room did not answer, in time and genuinely. */
export function remoteInquiry(at: {
  readonly room: string;
  readonly url: string;
  readonly keys: readonly string[];
  readonly now: () => number;
}): InquirySource {
  return async ({ signal, ...inquiry }) => {
    const text = await askUnderMac(INQUIRY_WIRE, { ...at, body: writeInquiryBody(inquiry), signal });
    const { found } = JSON.parse(text) as { readonly found?: unknown };
    return found;
  };
}
