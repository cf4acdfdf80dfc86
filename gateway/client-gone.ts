import { RegistryError } from '@seisi/schema/errors';

/** Why a request ends before its answer: its client closed the connection. Nobody hears of it but operators. */
export class ClientGone extends RegistryError {
  constructor() {
    super('DEADLINE_EXCEEDED', 'The client did not wait for the answer.');
  }
}

/** Whether a request's signal says that its client has gone, and not that its time is over: then no room has failed, and nobody is told anything. */
export function hasGone({ aborted, reason }: AbortSignal): boolean {
  return aborted && reason instanceof ClientGone;
}
