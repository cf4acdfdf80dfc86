import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq } from 'drizzle-orm';
import { appeals } from './appeal.table.ts';
import { decided, lodged, refusers } from './appeal.ts';
import { stepApplication } from './application.step.ts';
import { applicationSteps, decisions } from './application-process.table.ts';
import { type Acting, locked } from './locked-application.step.ts';
import { tell } from './notice.step.ts';
import type { AppealOutcome } from './types.generated.ts';

/**
 * Lodges an appeal against the refusal of an application.
 * @throws STEP_REFUSED as `lodged`
 */
export async function lodgeAppeal(
  transaction: Transaction,
  { applicationId, at }: Acting,
  grounds: string,
): Promise<void> {
  const application = await locked(transaction, applicationId);
  const before = await transaction.select().from(appeals).where(eq(appeals.applicationId, applicationId));
  await transaction.insert(appeals).values(lodged(application, { grounds, at }, before));
  await tell(transaction, application, { event: 'APPEAL_LODGED' }, at);
}

/** What an officer decides of an appeal. */
export type AppealDecision = {
  readonly appealId: string;
  readonly outcome: AppealOutcome;
  readonly reason: string;
};

/**
 * Decides an appeal; where it is allowed, the application is in process again by the same transaction.
 * @throws STEP_REFUSED as `decided`, NOT_FOUND where the application has no such appeal
 */
export async function decideAppeal(
  transaction: Transaction,
  { applicationId, by, at }: Acting,
  { appealId, outcome, reason }: AppealDecision,
): Promise<void> {
  const application = await locked(transaction, applicationId);
  const ofId = and(eq(appeals.id, appealId), eq(appeals.applicationId, applicationId));
  const [appeal] = await transaction.select().from(appeals).where(ofId);
  if (appeal === undefined) throw new RegistryError('NOT_FOUND', 'The application has no such appeal.');
  const ofApplication = eq(decisions.applicationId, applicationId);
  const proposals = await transaction.select().from(decisions).where(ofApplication);
  const ofSteps = eq(applicationSteps.applicationId, applicationId);
  const steps = await transaction.select().from(applicationSteps).where(ofSteps);
  const after = decided(appeal, { outcome, reason, by, at }, refusers({ proposals, steps }));
  await transaction.update(appeals).set(after).where(ofId);
  // The step tells of itself.
  if (outcome === 'ALLOWED')
    await stepApplication(transaction, { applicationId, act: 'REOPEN', by, at, reason });
  else await tell(transaction, application, { event: 'APPEAL_DISMISSED' }, at);
}
