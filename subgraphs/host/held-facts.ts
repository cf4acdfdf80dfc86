import type { FactSource, Pulse } from '@seisi/schema/ground-fact';
import type { Database } from './database.ts';
import type { Memory } from './memory.ts';
import type { Soon } from './soon.ts';

/** Less than the second of access §3: what is left is for the way to the last byte of an answer. */
export const LEASE_MILLISECONDS = 900;

/** What a room is given, once, to keep a copy of facts that other rooms own (access §3). */
export type HoldParts = {
  /** Its statements are not told to `onStatement`: they belong to no request. */
  readonly db: Database;
  /** Calls back at each NOTIFY of a channel. Rejects where the database cannot be had. */
  readonly listen: (channel: string, wake: () => void) => Promise<void>;
  /** The facts that a room owns, wherever it runs. */
  readonly factsOf: (room: string) => FactSource;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsed: () => number;
  /** What the room keeps between requests, to be forgotten where a fact of it changes. */
  readonly memory: Memory;
  /** For how long the copy may be relied upon. */
  readonly leaseMs: number;
};

/** A copy of facts that is held under a lease: for as long as it is known to be younger than a second. */
export type HeldFacts = {
  /** Whether they may be relied upon; a copy that is too old is first made new, if it can be. */
  isFresh(): Soon<boolean>;
  pulse(after: number | null, signal: AbortSignal): Promise<Pulse>;
  /** Resolves when the copy is whole. */
  ready(): Promise<void>;
  close(): Promise<void>;
};

/** Of a room that decides nothing by such facts. */
export const NO_HELD_FACTS: Pick<HeldFacts, 'isFresh' | 'ready' | 'close'> = Object.freeze({
  isFresh: () => true,
  ready: async () => {},
  close: async () => {},
});
