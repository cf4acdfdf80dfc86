import type { Pulse } from '@seisi/schema/ground-fact';
import type { Room } from '@seisi/schema/room';
import type { Lease, Reliance } from '../reliance.ts';

/** Where the clock and the pulse come from. */
export type LeaseParts = {
  readonly room: Pick<Room, 'pulse'>;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsed?: () => number;
};

const BEAT_MILLISECONDS = 250;
/** Less than the second of access §3: what is left is for the way to the last byte of an answer. */
const LEASE_MILLISECONDS = 900;
/** Longer than any request lives. */
const KEPT_MILLISECONDS = 60_000;

/** One beat that brought news. */
type News = Pick<Pulse, 'version' | 'holders'> & { readonly heard: number };

/** Listens to the room that holds the facts of grounds, four times a second, until it is closed. A room without a pulse is never known. */
export function openLease({ room, elapsed = () => performance.now() }: LeaseParts): Lease {
  const listener = new Listener(room, elapsed);
  const beat = () => void listener.beat();
  const timer = setInterval(beat, BEAT_MILLISECONDS).unref();
  beat();
  const makeFresh = async (signal: AbortSignal) => {
    // One that was already under way may have been asked too early; one that was heard may have taken too long in a process under load.
    for (let failed = 0; failed < 2 && !listener.isFresh() && !signal.aborted; )
      failed += (await listener.beat()) ? 0 : 1;
    return listener.isFresh();
  };
  return {
    version: async (signal) => ((await makeFresh(signal)) ? listener.version : null),
    stands: async (reliance, signal) => (await makeFresh(signal)) && !listener.hasChanged(reliance),
    standsNow: (reliance) => listener.isFresh() && !listener.hasChanged(reliance),
    close: () => clearInterval(timer),
  };
}

/** What was heard so far. */
class Listener {
  readonly #room: LeaseParts['room'];
  readonly #elapsed: () => number;
  #beating: Promise<boolean> | null = null;
  #news: News[] = [];
  /** Changes up to this version are no longer told apart. */
  #forgotten = 0;
  /** All that was committed before this instant is known. */
  #asOf = Number.NEGATIVE_INFINITY;
  version: number | null = null;

  constructor(room: LeaseParts['room'], elapsed: () => number) {
    this.#room = room;
    this.#elapsed = elapsed;
  }

  isFresh(): boolean {
    return this.version !== null && this.#elapsed() - this.#asOf < LEASE_MILLISECONDS;
  }

  hasChanged({ since, holder }: Reliance): boolean {
    if (since < this.#forgotten) return true;
    return this.#news.some(({ version, holders }) => version > since && concerns(holders, holder));
  }

  /** Asks once, and says whether it was told; who comes while it is asked waits for the same answer. It never rejects. */
  beat(): Promise<boolean> {
    this.#beating ??= this.#beat()
      .catch(() => false)
      .finally(() => {
        this.#beating = null;
      });
    return this.#beating;
  }

  async #beat(): Promise<boolean> {
    const asked = this.#elapsed();
    const signal = AbortSignal.timeout(LEASE_MILLISECONDS);
    const pulse = await Promise.race([this.#room.pulse?.(this.version, signal), aborted(signal)]);
    if (pulse === undefined || pulse.version < (this.version ?? 0)) return false;
    if (this.version === null) this.#forgotten = pulse.version;
    else if (pulse.version > this.version) this.#news.push({ ...pulse, heard: asked });
    this.version = pulse.version;
    this.#asOf = Math.max(this.#asOf, asked - pulse.age);
    this.#forget(asked);
    return pulse.age < LEASE_MILLISECONDS;
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

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
