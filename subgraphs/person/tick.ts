import { setTimeout as sleep } from 'node:timers/promises';

const TICK_MILLISECONDS = 250;

/**
 * Does something and answers at the next tick of 250 ms after it is done, whether it succeeds or fails: how long it took tells nothing finer (access §7).
 */
export async function atTick<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } finally {
    await sleep(TICK_MILLISECONDS - (performance.now() % TICK_MILLISECONDS));
  }
}
