import type { Inquiry, InquirySource } from '@seisi/schema/inquiry';
import type { Outside } from '@seisi/schema/outside';
import { ownersOf } from '@seisi/schema/owners';
import type { Database } from './database.ts';
import { keysWith } from './facts-wire.ts';
import { remoteInquiry } from './inquiry-wire.ts';
import type { RoomOptions } from './open-room.ts';

/** What a room finds out for other rooms that it names, by the hidden key of a subject. */
export type InquiryRule = {
  /** The rooms that may ask. */
  readonly by: string | readonly string[];
  /** JSON; it rejects where it cannot be told. */
  readonly answer: (subject: string, signal: AbortSignal) => Promise<unknown>;
};

/** What inquiries are answered from: they belong to no request. */
export type InquiryParts = {
  readonly db: Database;
  readonly outside: Outside;
  readonly now: () => number;
};

/** Asks the room that decides something about a subject. */
export type Inquire = (name: string, subject: string, signal: AbortSignal) => Promise<unknown>;

/** The inquiries of this room: each is answered to the room that may ask it, and to no other. */
export function ownInquiries(rules: Readonly<Record<string, InquiryRule>>): InquirySource {
  const byName = new Map(Object.entries(rules));
  return async ({ by, name, subject, signal }: Inquiry) => {
    const rule = byName.get(name);
    if (rule === undefined || ![rule.by].flat().includes(by))
      throw new Error('This room finds out nothing of that name for that room.');
    return rule.answer(subject, signal);
  };
}

/** Asks the room that decides, wherever it runs, in this room's name. */
export function inquireElsewhere(by: string, options: RoomOptions): Inquire {
  const room = ownersOf(options.supergraphSdl, new Set()).basisRoom;
  return async (name, subject, signal) => {
    // Read at each question, for keys are renewed.
    const { inquire, factsKeys, now } = options;
    const found = room === null ? null : (inquire?.(room) ?? null);
    if (room === null || found === null) throw new Error('Where inquiries are answered is not known.');
    const source =
      typeof found === 'string'
        ? remoteInquiry({
            room,
            url: found,
            keys: factsKeys === undefined ? [] : keysWith(by, factsKeys),
            now,
          })
        : found;
    return source({ by, name, subject, signal });
  };
}
