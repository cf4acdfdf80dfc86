import { type DataClass, opens } from '@seisi/schema/classes';
import { ownersOf } from '@seisi/schema/owners';
import { openPassport, type Passport } from '@seisi/schema/passport';
import type { ReachSource, SubjectKey } from '@seisi/schema/reach';
import type { Context } from './context.ts';
import type { GuardParts } from './guard.ts';
import { vouched } from './guard-reference.ts';
import type { RoomOptions } from './open-room.ts';
import { remoteReach } from './reach-wire.ts';
import { wantedNow } from './wanted.ts';

/** Of these subjects the keys of those whose grant holds the class; it rejects where that cannot be told. */
export type Reached = (dataClass: DataClass, subjects: readonly SubjectKey[]) => Promise<ReadonlySet<string>>;

/** Who is within reach, told by the room that mints: by the same rows and grants as its references, in the context of the same passport. */
export function ownReach(
  parts: GuardParts,
  contextOf: (passport: Passport) => Context<unknown>,
  now: () => number,
): ReachSource {
  return async ({ passport, dataClass, subjects }) => {
    const genuine = openPassport(passport, now());
    if (genuine === null) throw new Error('Who is within reach is told to a genuine passport alone.');
    const context = contextOf(genuine);
    const isReached = async ({ type, key }: SubjectKey): Promise<boolean> => {
      const held = parts.table.subjects.has(type) ? await vouched(type, { key }, parts, context) : null;
      return held?.grant != null && opens(held.grant.classes, dataClass);
    };
    const verdicts = await Promise.all(subjects.map(isReached));
    return subjects.filter((_subject, at) => verdicts[at]).map(({ key }) => key);
  };
}

/** The room that decides, wherever it runs. */
export function reachElsewhere(options: RoomOptions): ReachSource {
  const room = ownersOf(options.supergraphSdl, new Set()).basisRoom;
  return async (question) => {
    // Read at each question, for keys are renewed.
    const { reach, grantKeys, now } = options;
    const found = room === null ? null : (reach?.(room) ?? null);
    if (room === null || found === null) throw new Error('Where reach is decided is not known.');
    const source =
      typeof found === 'string' ? remoteReach({ room, url: found, keys: grantKeys, now }) : found;
    return source(question);
  };
}

/** The question as a room asks it for one passport, for as long as its request lasts. */
export function reachedBy(source: ReachSource, passport: Passport, now: () => number): Reached {
  return async (dataClass, subjects) => {
    if (subjects.length === 0) return new Set();
    const gone = new AbortController();
    const forget = wantedNow()?.whenOver(() => gone.abort());
    const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(Math.max(1, passport.expires - now()))]);
    try {
      return new Set(await source({ passport, dataClass, subjects, signal }));
    } finally {
      forget?.();
    }
  };
}
