import { ClientGone, hasGone } from './client-gone.ts';
import type { GraphRequest } from './request.ts';

/** One step that a request passes. It refuses by throwing a RegistryError; it answers by setting `answer`. */
export type Phase = { readonly name: string; readonly run: (request: GraphRequest) => void | Promise<void> };

/** Runs phases one after another; the first that answers ends the way. @throws ClientGone where nobody waits for what comes next */
export async function runPhases(phases: readonly Phase[], request: GraphRequest): Promise<void> {
  for (const phase of phases) {
    const done = phase.run(request);
    if (done !== undefined) await done;
    if (hasGone(request.caller.signal)) throw new ClientGone();
    if (request.answer !== null) return;
  }
}
