import { performance } from 'node:perf_hooks';

const LOOK_MILLISECONDS = 50;
/** Above this part of its time at work, those who come are no longer heard in time; below the other there is room for more. */
const TOO_BUSY = 0.92;
const AT_EASE = 0.8;
const LEAST = 16;
const LESS = 0.6;
const MORE = 2;

/**
 * Lets fewer be answered at a time while the event loop is never idle, and more again when it is (additive increase, multiplicative decrease): whoever must be refused
 * is heard by the same loop, so what is left to it decides how soon. It starts with the most. How many wait says nothing of it: those who are not heard do not wait yet.
 */
export function paceOf(most: number, busy: () => number = busyPart()): () => number {
  let limit = most;
  setInterval(() => {
    limit = nextLimit(limit, busy(), most);
  }, LOOK_MILLISECONDS).unref();
  return () => limit;
}

/** What is let in after a look at which part of the time it was at work. */
export function nextLimit(limit: number, busy: number, most: number): number {
  if (busy > TOO_BUSY) return Math.max(Math.min(LEAST, most), Math.floor(limit * LESS));
  return busy < AT_EASE ? Math.min(most, limit + MORE) : limit;
}

/** The part of the time since it was last asked in which the event loop was at work. */
function busyPart(): () => number {
  let last = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
}
