import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { count, eq } from 'drizzle-orm';
import { candidateSteps, candidates, programmeDraws } from './candidate.table.ts';
import { stepped } from './candidate.ts';

/** What a Focus Group decided about somebody, and who recorded it. */
export type FocusGroupDecided = {
  readonly id: string;
  readonly act: 'CONFIRM' | 'DECLINE';
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
};

/**
 * Takes down what the Focus Group decided (S3, 5.1 phase 2): the candidate, locked, and the history.
 * @throws STEP_REFUSED where the candidate is not with the Focus Group, and for the officer who had the programme drawn
 */
export async function decideCandidate(
  transaction: Transaction,
  { id, act, reason, by, at }: FocusGroupDecided,
): Promise<string> {
  const ofId = eq(candidates.id, id);
  const [found] = await transaction.select().from(candidates).where(ofId).for('update');
  if (found === undefined) throw noCandidate();
  const { status } = stepped(found.status, act);
  const [draw] = await transaction.select().from(programmeDraws).where(eq(programmeDraws.id, found.drawId));
  if (draw?.drawnBy === by)
    throw new RegistryError(
      'STEP_REFUSED',
      'Whoever had the programme drawn does not record what the Focus Group decided: another officer does.',
    );
  const [taken] = await transaction
    .select({ steps: count() })
    .from(candidateSteps)
    .where(eq(candidateSteps.candidateId, id));
  const place = (taken?.steps ?? 0) + 1;
  await transaction
    .insert(candidateSteps)
    .values({ id: crypto.randomUUID(), candidateId: id, place, act, status, reason, by, at });
  await transaction.update(candidates).set({ status }).where(ofId);
  return id;
}

/** For whoever is out of reach, and for nobody at all. */
export function noCandidate(): RegistryError {
  return new RegistryError('NOT_FOUND', 'There is no such candidate for you. `candidateFiles` lists them.');
}
