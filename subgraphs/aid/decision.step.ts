import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { and, desc, eq, isNull } from 'drizzle-orm';
import { stepApplication } from './application.step.ts';
import { type ApplicationRow, applications } from './application.table.ts';
import { decisions, type ProposalRow } from './application-process.table.ts';
import { awards } from './award.table.ts';
import type { WantedDecision } from './decision.ts';

/** Who acts on an application, and when. */
export type Acting = { readonly applicationId: string; readonly by: string; readonly at: Date };

/**
 * Keeps a proposal for another officer to confirm or decline.
 * @throws STEP_REFUSED where the application is not in process, or a proposal is open already
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
  const kept = await transaction
    .insert(decisions)
    .values({ id: crypto.randomUUID(), applicationId, ...wanted, proposedBy: by, proposedAt: at })
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

/** The first version of the award, and its copy on the application, which the hot path reads. */
async function granted(
  transaction: Transaction,
  { id, applicantKey, schemeCode }: ApplicationRow,
  { amount, startsOn, endsOn, reason }: ProposalRow,
  { by, at }: Pick<Acting, 'by' | 'at'>,
): Promise<ApplicationRow> {
  if (amount === null || startsOn === null) throw new Error('An approval without its amount was kept.');
  const before = await transaction
    .select({ version: awards.version })
    .from(awards)
    .where(eq(awards.applicationId, id))
    .orderBy(desc(awards.version))
    .limit(1);
  await transaction.insert(awards).values({
    ...{ id: crypto.randomUUID(), applicationId: id, version: (before[0]?.version ?? 0) + 1 },
    ...{ personKey: applicantKey, schemeCode, amount, startsOn, endsOn, reason, by, at },
  });
  const [application] = await transaction
    .update(applications)
    .set({ awardAmount: amount, awardStartsOn: startsOn, awardEndsOn: endsOn })
    .where(eq(applications.id, id))
    .returning();
  return application as ApplicationRow;
}

/** The lock on the application is that of its steps: nothing of it is decided twice at once. */
export async function locked(transaction: Transaction, id: string): Promise<ApplicationRow> {
  const [found] = await transaction.select().from(applications).where(eq(applications.id, id)).for('update');
  if (found !== undefined) return found;
  throw new RegistryError('NOT_FOUND', 'There is no such application.');
}

async function openProposal(transaction: Transaction, applicationId: string): Promise<ProposalRow> {
  const [found] = await transaction
    .select()
    .from(decisions)
    .where(and(eq(decisions.applicationId, applicationId), isNull(decisions.closedAt)));
  if (found !== undefined) return found;
  throw new RegistryError('STEP_REFUSED', 'No proposal is open.');
}
