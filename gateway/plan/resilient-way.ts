import { setTimeout as sleep } from 'node:timers/promises';
import { hasGone } from '../client-gone.ts';

/** How a room that fails is gone on with. */
export type Resilience = {
  /** So many failures one after another, and the room is left alone. */
  readonly mostFailures: number;
  /** For so long, in milliseconds; then one request tries. */
  readonly restMs: number;
  /** Reads that may be asked once more, as a part of those that succeeded: a room that is in trouble is not asked twice by everyone. */
  readonly retryPart: number;
  /** Within so many milliseconds a read is asked again, by chance sooner or later. */
  readonly retryWithinMs: number;
  readonly now: () => number;
  /** Between 0 and 1. */
  readonly random: () => number;
};

/** Retries that a room has saved up when it begins, and at the most. */
const MOST_RETRIES = 10;

/** What was not asked because the room is left alone. */
class RoomRests extends Error {}

/** Sends what is asked; `send` rejects where the way failed, and may be called twice if what is asked changes nothing. */
export type Way = <Answer>(
  asked: { readonly isRead: boolean; readonly signal: AbortSignal },
  send: () => Promise<Answer>,
) => Promise<Answer>;

/**
 * The way to a room in another process that may fail: what only reads is sent once more where the way failed and time is left, never mutations; after some
 * failures one after another nobody waits for the room until it has had time. What is sent together fails, and is sent again, as one.
 */
export function resilientWay(name: string, resilience: Resilience): Way {
  const breaker = new Breaker(resilience);
  const once = async <Answer>(send: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> => {
    breaker.assertOpen(name);
    try {
      const answer = await send();
      breaker.succeeded();
      return answer;
    } catch (error) {
      // A client that does not wait says nothing of the room.
      if (!hasGone(signal)) breaker.failed();
      throw error;
    }
  };
  return async ({ isRead, signal }, send) => {
    try {
      return await once(send, signal);
    } catch (error) {
      const isOver = error instanceof RoomRests || signal.aborted;
      if (isOver || !isRead || !breaker.mayRetry()) throw error;
      await sleep(resilience.random() * resilience.retryWithinMs, null, { signal });
      return once(send, signal);
    }
  };
}

class Breaker {
  readonly #resilience: Resilience;
  #failures = 0;
  #restsUntil = 0;
  #retries = MOST_RETRIES;

  constructor(resilience: Resilience) {
    this.#resilience = resilience;
  }

  /** After the rest one request tries, and the others wait for what becomes of it. @throws RoomRests */
  assertOpen(name: string): void {
    const { mostFailures, restMs, now } = this.#resilience;
    if (this.#failures < mostFailures) return;
    if (now() < this.#restsUntil) throw new RoomRests(`The room ${name} is left alone for now.`);
    this.#restsUntil = now() + restMs;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#retries = Math.min(MOST_RETRIES, this.#retries + this.#resilience.retryPart);
  }

  failed(): void {
    const { mostFailures, restMs, now } = this.#resilience;
    this.#failures += 1;
    if (this.#failures === mostFailures) this.#restsUntil = now() + restMs;
  }

  mayRetry(): boolean {
    if (this.#retries < 1) return false;
    this.#retries -= 1;
    return true;
  }
}
