import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { investigations } from './application-process.table.ts';
import type { WantedInvestigation } from './investigation.ts';
import { type Acting, locked } from './locked-application.step.ts';

/**
 * Keeps what an officer found.
 * @throws STEP_REFUSED where the application is decided
 */
export async function recordInvestigation(
  transaction: Transaction,
  { applicationId, by, at }: Acting,
  found: WantedInvestigation,
): Promise<void> {
  const { status } = await locked(transaction, applicationId);
  if (status !== 'IN_PROCESS' && status !== 'DOCUMENTS_REQUIRED')
    throw new RegistryError('STEP_REFUSED', `The application is ${status}; it is not investigated any more.`);
  await transaction
    .insert(investigations)
    .values({ id: crypto.randomUUID(), applicationId, ...found, by, at });
}
