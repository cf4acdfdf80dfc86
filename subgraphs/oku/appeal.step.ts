import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq } from 'drizzle-orm';
import { appeals } from './appeal.table.ts';
import { type Acting, lockedApplication, stepApplication } from './application.step.ts';
import { assessments } from './assessment.table.ts';
import { tellApplicant } from './notice.step.ts';
import type { OkuAppealOutcome } from './types.generated.ts';

/** Appeals to the Minister (Act 685 s.24; no source gives a period). @throws STEP_REFUSED where the application is not refused, or an appeal was made already: the decision is final */
export async function lodgeAppeal(
  transaction: Transaction,
  { applicationId, at: lodgedAt }: Acting,
  grounds: string,
): Promise<void> {
  const { status } = await lockedApplication(transaction, applicationId);
  if (status !== 'REFUSED')
    throw refused(`The application is ${status}; only a refusal can be appealed against.`);
  const [before] = await transaction.select().from(appeals).where(eq(appeals.applicationId, applicationId));
  if (before?.status === 'LODGED') throw refused('An appeal is open already. Wait for its decision.');
  if (before !== undefined) throw refused('The Minister has decided, and that is final. You may apply anew.');
  const row = { id: crypto.randomUUID(), applicationId, status: 'LODGED' as const, grounds, lodgedAt };
  await transaction.insert(appeals).values(row);
}

/** What the Minister decided. */
export type Decided = {
  readonly appealId: string;
  readonly outcome: OkuAppealOutcome;
  readonly reason: string;
};

/**
 * Records what the Minister decided; where it was allowed, the application is under assessment again by the same transaction, and is refused no more.
 * @throws STEP_REFUSED where it is decided already, and for an officer who had a part in the refusal, NOT_FOUND where the application has no such appeal
 */
export async function recordAppeal(
  transaction: Transaction,
  acting: Acting,
  { appealId, outcome, reason }: Decided,
): Promise<void> {
  const { applicationId, by: recordedBy, at: decidedAt } = acting;
  const application = await lockedApplication(transaction, applicationId);
  const ofId = and(eq(appeals.id, appealId), eq(appeals.applicationId, applicationId));
  const [appeal] = await transaction.select().from(appeals).where(ofId);
  if (appeal === undefined) throw new RegistryError('NOT_FOUND', 'The application has no such appeal.');
  if (appeal.status !== 'LODGED') throw refused(`The appeal is ${appeal.status}; it is decided.`);
  const found = await transaction
    .select()
    .from(assessments)
    .where(and(eq(assessments.applicationId, applicationId), eq(assessments.isConfirmed, true)));
  if (found.some(({ proposedBy, closedBy }) => proposedBy === recordedBy || closedBy === recordedBy))
    throw refused('You had a part in the refusal: another officer records the decision.');
  await transaction.update(appeals).set({ status: outcome, reason, recordedBy, decidedAt }).where(ofId);
  if (outcome === 'DISMISSED')
    return tellApplicant(transaction, application, { event: 'APPEAL_DISMISSED', at: decidedAt });
  const reopened = { appealAllowedAt: decidedAt, decidedAt: null };
  const after = await stepApplication(transaction, { ...acting, act: 'REOPEN' }, reopened);
  await tellApplicant(transaction, after, { event: 'APPEAL_ALLOWED', at: decidedAt });
}

function refused(message: string): RegistryError {
  return new RegistryError('STEP_REFUSED', message);
}
