import type { Transaction } from '@seisi/host/act';
import { advance } from '@seisi/host/life';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq } from 'drizzle-orm';
import { type ApplicationRow, applications } from './application.table.ts';
import { type ApplicationAct, applicationLife, setBy } from './application.ts';
import { applicationSteps } from './application-process.table.ts';
import { moveClocks } from './clock.step.ts';
import { tell } from './notice.step.ts';
import { toldOf } from './notice.ts';

/** One step of an application. */
export type ApplicationStep = {
  readonly applicationId: string;
  readonly act: Exclude<ApplicationAct, 'SUBMIT'>;
  /** The viewer's id, or `system` for a clock. */
  readonly by: string;
  readonly at: Date;
  /** Told to the applicant where it is a decision. */
  readonly reason: string | null;
};

/**
 * Takes a step in a transaction: the status as it was read, the history, what the applicant is told. Of two at once the second meets the status that the first left.
 * @throws STEP_REFUSED where it is not open from there, NOT_FOUND where there is no such application
 */
export async function stepApplication(
  transaction: Transaction,
  { applicationId, act, by, at, reason }: ApplicationStep,
): Promise<ApplicationRow> {
  const ofId = eq(applications.id, applicationId);
  const [before] = await transaction.select().from(applications).where(ofId).for('update');
  if (before === undefined) throw new RegistryError('NOT_FOUND', 'There is no such application.');
  const { status } = before;
  const next = advance(applicationLife, { thing: 'application', status, step: act });
  const [after] = await transaction
    .update(applications)
    .set({ status: next, ...setBy(act, before, { at, reason }) })
    .where(and(ofId, eq(applications.status, status)))
    .returning();
  if (after === undefined) throw new RegistryError('STEP_REFUSED', 'Somebody was faster. Read it again.');
  await transaction.insert(applicationSteps).values({
    ...{ id: crypto.randomUUID(), applicationId, act, fromStatus: status, toStatus: next, by, at, reason },
  });
  const documentsDueOn = await moveClocks(transaction, after, { act, at });
  await tell(transaction, after, toldOf(act, documentsDueOn), at);
  return after;
}

/** Refuses an application whose documents did not come within their days (tidak lengkap; S0). @throws as `stepApplication` */
export function refuseIncomplete(
  transaction: Transaction,
  applicationId: string,
  at: Date,
): Promise<ApplicationRow> {
  const reason = 'tidak lengkap';
  return stepApplication(transaction, { applicationId, act: 'LAPSE', by: 'system', at, reason });
}
