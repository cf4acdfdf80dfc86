import { setTimeout as sleep } from 'node:timers/promises';

const TICK_MILLISECONDS = 250;

/**
 * Does something and answers at the next tick of 250 ms after it is done, whether it succeeds or fails: how long it took tells nothing finer (access §7).
 */
export async function atTick<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } finally {
    // A timer may come a little before its time, and the tick must have passed.
    const tick = Math.floor(performance.now() / TICK_MILLISECONDS) + 1;
    while (performance.now() < tick * TICK_MILLISECONDS)
      await sleep(Math.ceil(tick * TICK_MILLISECONDS - performance.now()));
  }
}
