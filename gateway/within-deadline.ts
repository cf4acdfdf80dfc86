/** What waits for each signal, so that a request hears its own signal once and not in every step. */
const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/** What is awaited, or null as soon as the request's time is over; what comes after that is dropped. */
export function withinDeadline<Result>(
  awaited: Promise<Result>,
  signal: AbortSignal,
): Promise<Result | null> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) resolve(null);
    const stops = waiting.get(signal) ?? hear(signal);
    const stop = () => resolve(null);
    stops.add(stop);
    awaited.then(
      (result) => {
        stops.delete(stop);
        resolve(result);
      },
      (error: unknown) => {
        stops.delete(stop);
        reject(error);
      },
    );
  });
}

function hear(signal: AbortSignal): Set<() => void> {
  const stops = new Set<() => void>();
  waiting.set(signal, stops);
  const stopAll = () => {
    for (const stop of stops) stop();
  };
  signal.addEventListener('abort', stopAll, { once: true });
  return stops;
}
