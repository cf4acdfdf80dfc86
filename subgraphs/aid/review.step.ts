import type { Transaction } from '@seisi/host/act';
import { RegistryError } from '@seisi/schema/errors';
import { and, eq } from 'drizzle-orm';
import { type ReviewRow, reviews } from './appeal.table.ts';
import { keepVersions, versionsHeld } from './award.step.ts';
import { changeReports } from './change-report.table.ts';
import { type Acting, locked } from './locked-application.step.ts';
import { tell } from './notice.step.ts';
import { checkNoneOpen, closed, opened, type Proposal, proposed, reported, versionsAfter } from './review.ts';
import type { ReviewTrigger } from './types.generated.ts';

/** Who acts on a review, when, on which civil date, and why. */
export type ReviewActing = Acting & { readonly today: string; readonly reason: string };

/**
 * Opens a review of an application's award.
 * @throws STEP_REFUSED as `opened`, and where one is open
 */
export async function openReview(
  transaction: Transaction,
  { applicationId, today, ...given }: ReviewActing,
  trigger: ReviewTrigger,
): Promise<void> {
  const application = await locked(transaction, applicationId);
  const versions = await versionsHeld(transaction, application);
  const review = opened(application, { ...given, trigger }, { versions, today });
  checkNoneOpen(await openOf(transaction, applicationId));
  await transaction.insert(reviews).values(review);
}

/**
 * Keeps what a recipient reports, under the open review or a new one.
 * @throws STEP_REFUSED as `opened` and `reported`
 */
export async function reportChange(
  transaction: Transaction,
  { applicationId, today, ...given }: ReviewActing,
): Promise<void> {
  const application = await locked(transaction, applicationId);
  const versions = await versionsHeld(transaction, application);
  const fresh = opened(application, { ...given, trigger: 'CHANGE_REPORTED' }, { versions, today });
  const open = await openOf(transaction, applicationId);
  if (open === null) await transaction.insert(reviews).values(fresh);
  else await keep(transaction, reported(open, await reportsUnder(transaction, open)));
  const { id: reviewId, personKey } = open ?? fresh;
  const { reason: report, at: reportedAt } = given;
  const row = { id: crypto.randomUUID(), applicationId, personKey, reviewId, report, reportedAt };
  await transaction.insert(changeReports).values(row);
}

async function openOf(transaction: Transaction, applicationId: string): Promise<ReviewRow | null> {
  const ofApplication = and(eq(reviews.applicationId, applicationId), eq(reviews.status, 'OPEN'));
  const [open] = await transaction.select().from(reviews).where(ofApplication);
  return open ?? null;
}

function reportsUnder(transaction: Transaction, { id }: ReviewRow): Promise<number> {
  return transaction.$count(changeReports, eq(changeReports.reviewId, id));
}

/** One proposal on one review. */
export type OnReview = { readonly reviewId: string; readonly proposal: Proposal };

/**
 * Keeps what an officer proposes.
 * @throws STEP_REFUSED as `proposed`, NOT_FOUND where the application has no such review
 */
export async function proposeReview(
  transaction: Transaction,
  { applicationId, today, ...given }: ReviewActing,
  { reviewId, proposal }: OnReview,
): Promise<void> {
  const application = await locked(transaction, applicationId);
  const versions = await versionsHeld(transaction, application);
  const review = await reviewOf(transaction, applicationId, reviewId);
  await keep(transaction, proposed(review, proposal, given, { versions, today }));
}

/**
 * Closes a review by what another officer proposed, and lets the award become so in the same transaction.
 * @throws STEP_REFUSED as `closed`, and where the award can no longer become so; NOT_FOUND where the application has no such review
 */
export async function closeReview(
  transaction: Transaction,
  { applicationId, by, at, today }: Omit<ReviewActing, 'reason'>,
  { reviewId, proposal }: OnReview,
): Promise<void> {
  const application = await locked(transaction, applicationId);
  const review = closed(await reviewOf(transaction, applicationId, reviewId), proposal, { by, at });
  await keep(transaction, review);
  if (proposal.finding === 'KEPT') return;
  const versions = versionsAfter(proposal, await versionsHeld(transaction, application), today);
  const reason = review.proposalReason ?? '';
  await keepVersions(transaction, application, versions, { reason, by, at, today });
  const event = proposal.finding === 'CHANGED' ? 'AWARD_CHANGED' : 'AWARD_STOPPED';
  await tell(transaction, application, { event, day: proposal.effectiveOn }, at);
}

async function reviewOf(transaction: Transaction, applicationId: string, id: string): Promise<ReviewRow> {
  const ofId = and(eq(reviews.id, id), eq(reviews.applicationId, applicationId));
  const [review] = await transaction.select().from(reviews).where(ofId);
  if (review !== undefined) return review;
  throw new RegistryError('NOT_FOUND', 'The application has no such review.');
}

async function keep(transaction: Transaction, review: ReviewRow): Promise<void> {
  await transaction.update(reviews).set(review).where(eq(reviews.id, review.id));
}
