import { type FactPage, type FactSource, readFactPage } from '@seisi/schema/ground-fact';
import { askUnderMac, macDoor } from './mac-wire.ts';

/** How one room tells another the facts that it owns: `POST /events`, under a MAC (access §3). */
export const FACT_WIRE = Object.freeze({ path: '/events', header: 'seisi-facts-mac', label: 'facts' });

const ANSWER_MILLISECONDS = 700;

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
  const { read, sign } = macDoor(FACT_WIRE, room, keys);
  return {
    read(mac, body, now) {
      const asked = read(mac, body, now);
      const after = asked === null ? null : cursorOf(asked.text);
      return asked === null || after === null ? null : { after, nonce: asked.nonce };
    },
    sign,
  };
}

/** The owner behind HTTP, by the address that takes its GraphQL. It rejects where the owner did not answer, in time and genuinely. */
export function remoteFacts(at: {
  readonly room: string;
  readonly url: string;
  readonly keys: readonly string[];
  readonly now: () => number;
}): FactSource {
  return async (after): Promise<FactPage> => {
    const signal = AbortSignal.timeout(ANSWER_MILLISECONDS);
    const text = await askUnderMac(FACT_WIRE, { ...at, body: JSON.stringify({ after }), signal });
    const page = readFactPage(JSON.parse(text));
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
