import type { Transaction } from '@seisi/host/act';
import { civilDate } from '@seisi/host/context';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq, isNull } from 'drizzle-orm';
import { stepApplication } from './application.step.ts';
import type { ApplicationRow } from './application.table.ts';
import { type DecisionProposalRow, decisions } from './application-process.table.ts';
import { grantVersions } from './award.step.ts';
import { amountProposed, segmentsGranted } from './award-rate.step.ts';
import type { WantedDecision } from './decision.ts';
import { type Acting, locked } from './locked-application.step.ts';

/**
 * Keeps a proposal for another officer to confirm or decline.
 * @throws STEP_REFUSED where the application is not in process, a proposal is open already, or the scheme's rates do not give what is proposed
 */
export async function proposeDecision(
  transaction: Transaction,
  { applicationId, by, at }: Acting,
  wanted: WantedDecision,
): Promise<ApplicationRow> {
  const application = await locked(transaction, applicationId);
  if (application.status !== 'IN_PROCESS')
    throw new RegistryError(
      'STEP_REFUSED',
      `The application is ${application.status}; nothing is to be decided.`,
    );
  const amount = await amountProposed(transaction, application, wanted, civilDate(at.getTime()));
  const kept = await transaction
    .insert(decisions)
    .values({ id: crypto.randomUUID(), applicationId, ...wanted, amount, proposedBy: by, proposedAt: at })
    .onConflictDoNothing()
    .returning({ id: decisions.id });
  if (kept.length > 0) return application;
  throw new RegistryError('STEP_REFUSED', 'A proposal is open already: it is confirmed or declined first.');
}

/**
 * Confirms or declines the open proposal, by another officer than who made it (four eyes). What is confirmed is decided in the same transaction.
 * @throws STEP_REFUSED where none is open, and for who proposed it
 */
export async function closeDecision(
  transaction: Transaction,
  { applicationId, by, at }: Acting,
  verdict: { readonly isConfirmed: true } | { readonly isConfirmed: false; readonly reason: string },
): Promise<ApplicationRow> {
  const application = await locked(transaction, applicationId);
  const proposal = await openProposal(transaction, applicationId);
  if (proposal.proposedBy === by)
    throw new RegistryError(
      'STEP_REFUSED',
      'Whoever proposed a decision does not confirm or decline it: another officer does.',
    );
  await transaction
    .update(decisions)
    .set({
      ...{ closedBy: by, closedAt: at, isConfirmed: verdict.isConfirmed },
      closeReason: verdict.isConfirmed ? null : verdict.reason,
    })
    .where(eq(decisions.id, proposal.id));
  if (!verdict.isConfirmed) return application;
  const { outcome, reason } = proposal;
  const decided = await stepApplication(transaction, { applicationId, act: outcome, by, at, reason });
  return outcome === 'APPROVE' ? granted(transaction, decided, proposal, { by, at }) : decided;
}

/** The first versions of the award, and the copy of the one in force on the application, which the hot path reads. */
async function granted(
  transaction: Transaction,
  application: ApplicationRow,
  proposal: DecisionProposalRow,
  { by, at }: Pick<Acting, 'by' | 'at'>,
): Promise<ApplicationRow> {
  const today = civilDate(at.getTime());
  const { segments, recipients } = await segmentsGranted(transaction, application, proposal, today);
  return grantVersions(transaction, application, segments, {
    recipients,
    reason: proposal.reason,
    by,
    at,
    today,
  });
}

async function openProposal(transaction: Transaction, applicationId: string): Promise<DecisionProposalRow> {
  const [found] = await transaction
    .select()
    .from(decisions)
    .where(and(eq(decisions.applicationId, applicationId), isNull(decisions.closedAt)));
  if (found !== undefined) return found;
  throw new RegistryError('STEP_REFUSED', 'No proposal is open.');
}
