import type { IncomingMessage } from 'node:http';

/** Does what a call asks, as long as its caller listens and its time lasts; the signal tells of either end. */
export async function whileHeard<Result>(
  { socket }: IncomingMessage,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const end = new AbortController();
  const stop = () => end.abort();
  const late = setTimeout(stop, Math.max(1, milliseconds));
  socket.once('close', stop);
  if (socket.destroyed) stop();
  try {
    return await work(end.signal);
  } finally {
    clearTimeout(late);
    socket.off('close', stop);
  }
}
