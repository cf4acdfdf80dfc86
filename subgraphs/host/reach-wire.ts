import type { Passport } from '@seisi/schema/passport';
import { PASSPORT_WIRE } from '@seisi/schema/passport-claims';
import { REACH_WIRE, type ReachSource, readReachAnswer, writeReachBody } from '@seisi/schema/reach';
import { askUnderMac, type MacDoor, macDoor } from './mac-wire.ts';
import { tokenOf } from './passport-wire.ts';

const WIRE = Object.freeze({ path: REACH_WIRE.path, header: REACH_WIRE.header, label: 'reach' });

/** The door at which another room of the house asks who is within reach; the MAC covers the passport that it forwards. */
export function reachDoor(room: string, keys: readonly string[]): MacDoor {
  return macDoor(WIRE, room, keys);
}

/** The room that decides, behind HTTP, asked with the very token that this room was called with. It rejects where that room did not answer, in time and genuinely. */
export function remoteReach(at: {
  readonly room: string;
  readonly url: string;
  readonly keys: readonly string[];
  readonly now: () => number;
}): ReachSource {
  return async (question) => {
    const { passport, signal } = question;
    const shown = [PASSPORT_WIRE.header, forwarded(passport, at.room)] as const;
    const text = await askUnderMac(WIRE, { ...at, body: writeReachBody(question), signal, shown });
    const reached = readReachAnswer(text, question);
    if (reached === null) throw new Error(`The room ${at.room} does not tell who is within reach.`);
    return reached;
  };
}

function forwarded(passport: Passport, room: string): string {
  const token = tokenOf(passport);
  if (token === undefined)
    throw new Error(`The room ${room} is asked with a passport that came over a wire.`);
  return token;
}
