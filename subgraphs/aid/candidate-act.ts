import { reach } from './candidate.policy.ts';
import type { RoomContext } from './context.ts';
import { badInput } from './decision.ts';

const MOST_CHARACTERS = 2000;

/** Whether a candidate exists for whoever acts: of the own areas, and their person within reach. */
export async function isWithinReach(
  id: string,
  { loaders, reached, passport }: RoomContext,
): Promise<boolean> {
  const found = await loaders.candidateNow(id);
  const subjects = found === null ? [] : [{ type: 'Person', key: found.personKey }];
  const isReached = (await reached('aid', subjects)).size > 0;
  return found !== null && isReached && reach.row(found, passport.basis);
}

/** @throws BAD_USER_INPUT for a reason that is none */
export function readReason(reason: string): string {
  const said = reason.trim();
  if (said.length > 0 && said.length <= MOST_CHARACTERS) return said;
  throw badInput('reason', `takes 1 to ${MOST_CHARACTERS} characters`);
}
