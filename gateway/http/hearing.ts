import type { IncomingMessage } from 'node:http';
import { ClientGone } from '../client-gone.ts';

/** Until when a request is worked on. */
export type Hearing = {
  /** Ends with the request's time, or when its client has gone. */
  readonly signal: AbortSignal;
  /** From now on the request's time runs. */
  begin(milliseconds: number): void;
  /** Nothing outlives the request: a signal that did would keep it in memory. */
  end(): void;
};

/** Hears when a client closes its connection before its answer; `goesOn` says whether the request is worked on nevertheless. */
export function hear({ socket }: IncomingMessage, goesOn: () => boolean): Hearing {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  // Of requests that are sent one behind another only the socket tells all.
  const leave = () => {
    if (!goesOn()) controller.abort(new ClientGone());
  };
  socket.once('close', leave);
  if (socket.destroyed) leave();
  return {
    signal: controller.signal,
    begin: (milliseconds) => {
      timer = setTimeout(() => controller.abort(new DOMException(TOO_LATE, 'TimeoutError')), milliseconds);
      timer.unref();
    },
    end: () => {
      clearTimeout(timer);
      socket.off('close', leave);
    },
  };
}

const TOO_LATE = 'The time of the request is over.';
