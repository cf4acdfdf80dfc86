import { hkdfSync } from 'node:crypto';
import { FACTS_ROOMS, Facts, type FactsBinding, type TellingForRoom } from '@seisi/schema/facts-mint';
import { type Passport, viewerKey } from '@seisi/schema/passport';
import { cursorSeal } from './cursor.ts';

const VERSION = '1';
/** Boxes are filled up to a multiple of this, so that their length does not tell how many people live somewhere. */
const BLOCK_CHARACTERS = 2048;

/** The keys that a room holds: the masters, from which those of all rooms are derived, or its own alone. Newest first, two valid at a time. */
export type FactsKeys = { readonly kind: 'MASTER' | 'OWN'; readonly keys: readonly string[] };

/** Facts as text, and the one opener of a room: it opens what was sealed for this room, for exactly this subject and passport. */
export type FactsWire = {
  /** Only with the master keys. */
  write(facts: Facts): string;
  /** What this room is told, from an object of this process or from text; null for anything else. */
  read(value: unknown, subject: string, passport: Passport, now: number): TellingForRoom | null;
};

/** The key of one room, derived from a master (HKDF-SHA-256): base64url of 32 bytes, as it stands in that room's secret. */
export function factsKeyOf(master: string, room: string): string {
  return Buffer.from(hkdfSync('sha256', master, 'seisi facts', room, 32)).toString('base64url');
}

/** The keys that a room has in common with the room that decides, and with no other: of the masters those of that room, or its own. */
export function keysWith(room: string, { kind, keys }: FactsKeys): readonly string[] {
  return kind === 'MASTER' ? keys.map((key) => factsKeyOf(key, room)) : keys;
}

/**
 * Facts over a wire (access §10): `version.room:box.room:box`, each box AES-256-GCM under a key of that room alone and bound to subject,
 * viewer and request, so that one room cannot open another's and a box fits nowhere else.
 */
export function factsWire(room: string, { kind, keys }: FactsKeys): FactsWire {
  const keysOf = (name: string) => keysWith(name, { kind, keys });
  const unsealed = (text: string, binding: Binding, now: number): TellingForRoom | null => {
    const box = boxOf(text, room);
    if (box === null || keys.length === 0) return null;
    const [sealed] = cursorSeal(keysOf(room)).open(box, boundTo(room, binding)) ?? [];
    if (sealed === undefined) return null;
    const [expires, telling] = JSON.parse(emptied(sealed)) as [number, TellingForRoom | null];
    return expires > now ? telling : null;
  };
  return {
    write(facts) {
      if (kind !== 'MASTER') throw new Error('Facts leave a process only under the master keys.');
      const boxes = FACTS_ROOMS.map((name) => {
        const told = JSON.stringify([facts.expires, Facts.forRoom(facts, name)]);
        return `${name}:${cursorSeal(keysOf(name)).seal([filled(told)], boundTo(name, facts))}`;
      });
      return [VERSION, ...boxes].join('.');
    },
    read(value, subject, passport, now) {
      const binding = { subject, viewer: viewerKey(passport), request: passport.request };
      if (Facts.isGenuine(value))
        return isFor(value, binding) && value.expires > now ? Facts.forRoom(value, room) : null;
      return typeof value === 'string' ? unsealed(value, binding, now) : null;
    },
  };
}

type Binding = Pick<FactsBinding, 'subject' | 'viewer' | 'request'>;

function isFor(facts: Facts, { subject, viewer, request }: Binding): boolean {
  return facts.subject === subject && facts.viewer === viewer && facts.request === request;
}

/** In letters that JSON writes as they are, then blanks up to the block. */
function filled(text: string): string {
  const letters = Buffer.from(text).toString('base64url');
  return letters.padEnd(Math.ceil(letters.length / BLOCK_CHARACTERS) * BLOCK_CHARACTERS);
}

function emptied(text: string): string {
  return Buffer.from(text.trimEnd(), 'base64url').toString();
}

function boxOf(text: string, room: string): string | null {
  const [version, ...boxes] = text.split('.');
  if (version !== VERSION) return null;
  return boxes.find((box) => box.startsWith(`${room}:`))?.slice(room.length + 1) ?? null;
}

function boundTo(room: string, { subject, viewer, request }: Binding): string {
  return JSON.stringify(['facts', VERSION, room, subject, viewer, request]);
}
