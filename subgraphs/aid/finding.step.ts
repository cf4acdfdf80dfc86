import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { RegistryError } from '@seisi/schema/errors';
import { eq } from 'drizzle-orm';
import { findings } from './finding.table.ts';
import { saidOf, type WantedFinding } from './finding.ts';
import { type Acting, locked } from './locked-application.step.ts';
import { registerChecks } from './register-check.table.ts';
import { saidEver } from './register-check.ts';

/**
 * Keeps what an officer found out on a fact, with what its register had said of it then. The lock of the application holds off a new question to the
 * registers, not an answer to an old one: an answer that comes meanwhile is another one than the finding was made against, and so counts against it.
 * @throws STEP_REFUSED where the application is decided
 */
export async function recordFinding(
  transaction: Transaction,
  { applicationId, by, at }: Acting,
  found: WantedFinding,
): Promise<void> {
  const { status } = await locked(transaction, applicationId);
  if (status !== 'IN_PROCESS' && status !== 'DOCUMENTS_REQUIRED')
    throw new RegistryError('STEP_REFUSED', `The application is ${status}; nothing is found out any more.`);
  const checks = await transaction
    .select()
    .from(registerChecks)
    .where(eq(registerChecks.applicationId, applicationId));
  const against = saidOf(found.fact, saidEver(checks, civilDate(at.getTime())));
  await transaction
    .insert(findings)
    .values({ id: crypto.randomUUID(), applicationId, ...found, against, by, at });
}
