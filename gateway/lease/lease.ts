import type { Pulse } from '@seisi/schema/ground-fact';
import type { Room } from '@seisi/schema/room';
import type { Lease, Reliance } from '../reliance.ts';

/** Where the clock and the pulse come from. */
export type LeaseParts = {
  readonly room: Pick<Room, 'pulse'>;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsed?: () => number;
  /** Milliseconds of the epoch. */
  readonly now?: () => number;
  /** For how long what was heard may be relied upon, in milliseconds; never more than the second of access §3 outside tests. */
  readonly leaseMs?: number;
};

const BEAT_MILLISECONDS = 250;
/** Less than the second of access §3: what is left is for the way to the last byte of an answer. */
const LEASE_MILLISECONDS = 900;
/** For how long whoever finds it too old waits for a newer one, and between two questions. */
const WAIT_MILLISECONDS = 1000;
const PAUSE_MILLISECONDS = 25;
/** Longer than any request lives. */
const KEPT_MILLISECONDS = 60_000;

/** One beat that brought news. */
type News = Pick<Pulse, 'version' | 'holders'> & { readonly heard: number };

/** Listens to the room that holds the facts of grounds, four times a second, until it is closed. A room without a pulse is never known. */
export function openLease({
  room,
  elapsed = () => performance.now(),
  now = Date.now,
  leaseMs = LEASE_MILLISECONDS,
}: LeaseParts): Lease {
  const listener = new Listener(room, elapsed, leaseMs);
  const beat = () => void listener.beat();
  const timer = setInterval(beat, BEAT_MILLISECONDS).unref();
  beat();
  const holds = (reliance: Reliance) => now() < reliance.until && !listener.hasChanged(reliance);
  const makeFresh = async (signal: AbortSignal) => {
    // One that is already under way may have been asked too early, or take too long in a process under load.
    const end = elapsed() + (room.pulse === undefined ? 0 : WAIT_MILLISECONDS);
    while (!listener.isFresh() && elapsed() < end && !signal.aborted) {
      await listener.beat();
      if (!listener.isFresh()) await pause();
    }
    return listener.isFresh();
  };
  return {
    version: async (signal) => ((await makeFresh(signal)) ? listener.version : null),
    stands: async (reliance, signal) => (await makeFresh(signal)) && holds(reliance),
    standsNow: (reliance) => listener.isFresh() && holds(reliance),
    close: () => clearInterval(timer),
  };
}

/** What was heard so far. */
class Listener {
  readonly #room: LeaseParts['room'];
  readonly #elapsed: () => number;
  readonly #leaseMs: number;
  #beating: Promise<void> | null = null;
  #news: News[] = [];
  /** Changes up to this version are no longer told apart. */
  #forgotten = 0;
  /** All that was committed before this instant is known. */
  #asOf = Number.NEGATIVE_INFINITY;
  version: number | null = null;

  constructor(room: LeaseParts['room'], elapsed: () => number, leaseMs: number) {
    this.#room = room;
    this.#elapsed = elapsed;
    this.#leaseMs = leaseMs;
  }

  isFresh(): boolean {
    return this.version !== null && this.#elapsed() - this.#asOf < this.#leaseMs;
  }

  hasChanged({ since, holder }: Reliance): boolean {
    if (since < this.#forgotten) return true;
    return this.#news.some(({ version, holders }) => version > since && concerns(holders, holder));
  }

  /** Asks once; who comes while it is asked waits for the same answer. It never rejects. */
  beat(): Promise<void> {
    this.#beating ??= this.#beat()
      .catch(() => {})
      .finally(() => {
        this.#beating = null;
      });
    return this.#beating;
  }

  async #beat(): Promise<void> {
    const asked = this.#elapsed();
    const signal = AbortSignal.timeout(this.#leaseMs);
    const pulse = await Promise.race([this.#room.pulse?.(this.version, signal), aborted(signal)]);
    if (pulse === undefined || pulse.version < (this.version ?? 0)) return;
    if (this.version === null) this.#forgotten = pulse.version;
    else if (pulse.version > this.version) this.#news.push({ ...pulse, heard: asked });
    this.version = pulse.version;
    this.#asOf = Math.max(this.#asOf, asked - pulse.age);
    this.#forget(asked);
  }

  #forget(now: number): void {
    const old = this.#news.filter(({ heard }) => now - heard > KEPT_MILLISECONDS);
    if (old.length === 0) return;
    this.#forgotten = old.at(-1)?.version ?? this.#forgotten;
    this.#news = this.#news.slice(old.length);
  }
}

function concerns(holders: Pulse['holders'], holder: string | null): boolean {
  return holders === null || holder === null || holders.includes(null) || holders.includes(holder);
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PAUSE_MILLISECONDS);
  });
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
