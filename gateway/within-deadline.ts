/** What is awaited, or null as soon as the request's time is over; what comes after that is dropped. */
export function withinDeadline<Result>(
  awaited: Promise<Result>,
  signal: AbortSignal,
): Promise<Result | null> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve(null);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    awaited.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
