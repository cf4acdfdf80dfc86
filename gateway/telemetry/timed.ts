/** Runs something and tells when it began and ended, however it ended. */
export function timed(
  run: () => void | Promise<void>,
  tell: (from: number, to: number) => void,
): void | Promise<void> {
  const from = performance.now();
  const ended = () => tell(from, performance.now());
  let done: void | Promise<void>;
  try {
    done = run();
  } catch (error) {
    ended();
    throw error;
  }
  if (done !== undefined) return done.finally(ended);
  ended();
}
