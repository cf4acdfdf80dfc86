import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq } from 'drizzle-orm';
import { type Finder, foundBy } from './identity-finding.ts';
import { identityMatches, identityMatchSteps } from './identity-match.table.ts';
import type { IdentityFinding } from './types.generated.ts';

/** What an officer finds of a pair. */
export type Found = Finder & {
  readonly matchId: string;
  readonly finding: IdentityFinding;
  readonly reason: string;
  readonly at: Date;
};

/**
 * Keeps what an officer found, and where it leads. Of two at once the second waits for the first.
 * @throws NOT_FOUND where there is no such pair, STEP_REFUSED where it is answered, or where the officer found the same before
 */
export async function keepFinding(
  transaction: Transaction,
  { matchId, finding, reason, by, byKey, at }: Found,
): Promise<void> {
  const [match] = await transaction
    .select()
    .from(identityMatches)
    .where(eq(identityMatches.id, matchId))
    .for('update');
  if (match === undefined) throw noMatch();
  const before = await transaction
    .select({ by: identityMatchSteps.by, byKey: identityMatchSteps.byKey })
    .from(identityMatchSteps)
    .where(and(eq(identityMatchSteps.matchId, matchId), eq(identityMatchSteps.finding, 'SAME')));
  const status = foundBy({ status: match.status, before }, finding, { by, byKey });
  await transaction.update(identityMatches).set({ status }).where(eq(identityMatches.id, matchId));
  const step = { id: crypto.randomUUID(), matchId, finding, reason, by, byKey, at };
  await transaction.insert(identityMatchSteps).values(step);
}

/** The same for a pair that is out of reach as for none at all. */
export function noMatch(): RegistryError {
  return new RegistryError('NOT_FOUND', 'There is no such pair within your reach.');
}
