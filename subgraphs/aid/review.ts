import { advance, type Life } from '@seisi/host/life';
import { monthsAfter } from '@seisi/schema/calendar/civil-day';
import { RegistryError } from '@seisi/schema/errors';
import type { ReviewRow } from './appeal.table.ts';
import type { ApplicationRow } from './application.table.ts';
import { changed, stopped, type Version } from './award.ts';
import { badInput } from './decision.ts';
import { readDay, readSen } from './read-input.ts';
import type { ApplicationStatus, ReviewFinding, ReviewStatus, ReviewTrigger } from './types.generated.ts';

export type ReviewStep = 'PROPOSE' | 'KEEP' | 'CHANGE' | 'STOP';

/** The life of a review (kaji semula). Read a line as: from this status, these steps lead to those. */
export const reviewLife = {
  OPEN: { PROPOSE: 'OPEN', KEEP: 'KEPT', CHANGE: 'CHANGED', STOP: 'STOPPED' },
  KEPT: {},
  CHANGED: {},
  STOPPED: {},
} as const satisfies Life<ReviewStatus, ReviewStep>;

/** Which step closes a review by a finding. */
export const STEP_OF: Readonly<Record<ReviewFinding, ReviewStep>> = {
  KEPT: 'KEEP',
  CHANGED: 'CHANGE',
  STOPPED: 'STOP',
};

/** RM 100,000: no scheme of this registry pays as much a month, nor once. */
const MOST_SEN = 10_000_000;
/** How far ahead a change may be decided: there is a review a year. */
const MOST_MONTHS_AHEAD = 12;

/** One review is not asked to take in more than somebody can read. */
const MOST_REPORTS = 20;

const UNPROPOSED = {
  proposal: null,
  proposedAmount: null,
  effectiveOn: null,
  proposalReason: null,
  proposedBy: null,
  proposedAt: null,
};

/** Applications whose award may be reviewed: those that were granted something. */
const GRANTED: readonly ApplicationStatus[] = ['APPROVED', 'COMPLETED'];

/** What is proposed of an award: another amount, in whole sen, or none, from a day on; or that it is kept. */
export type Proposal =
  | { readonly finding: 'KEPT' }
  | { readonly finding: 'CHANGED'; readonly amount: number; readonly effectiveOn: string }
  | { readonly finding: 'STOPPED'; readonly effectiveOn: string };

/** A proposal as it was sent. */
type SentProposal = {
  readonly finding: ReviewFinding;
  readonly amount?: unknown;
  readonly effectiveOn?: string | null | undefined;
};

/**
 * Reads a proposal.
 * @throws BAD_USER_INPUT for an amount or day that is missing, malformed, or has no place beside the finding
 */
export function readProposal({ finding, amount, effectiveOn }: SentProposal): Proposal {
  if (finding !== 'CHANGED' && amount != null) throw badInput('amount', 'stands only with CHANGED');
  if (finding === 'KEPT') {
    if (effectiveOn != null) throw badInput('effectiveOn', 'stands only with CHANGED and STOPPED');
    return { finding };
  }
  const from = { effectiveOn: readDay('effectiveOn', effectiveOn ?? '') };
  return finding === 'STOPPED'
    ? { finding, ...from }
    : { finding, amount: readSen('amount', amount, MOST_SEN), ...from };
}

/** An award as it is found. */
export type FoundAward = { readonly versions: readonly Version[]; readonly today: string };

/**
 * A review as it is opened.
 * @throws STEP_REFUSED where the application was granted nothing, and where its award is over
 */
export function opened(
  { id: applicationId, applicantKey: personKey, status }: ApplicationRow,
  given: { readonly trigger: ReviewTrigger; readonly reason: string; readonly by: string; readonly at: Date },
  found: FoundAward,
): ReviewRow {
  if (!GRANTED.includes(status)) throw refused(`The application is ${status}; there is no award to review.`);
  if (!isStillToRun(found.versions, found.today))
    throw refused('The award is over: help begins again by a new application.');
  const { by: openedBy, at: openedAt, trigger, reason } = given;
  return {
    ...{ id: crypto.randomUUID(), applicationId, personKey, trigger, reason, openedBy, openedAt },
    ...{ status: 'OPEN', closedBy: null, closedAt: null, ...UNPROPOSED },
  };
}

/** A review is open once at a time. @throws STEP_REFUSED */
export function checkNoneOpen(open: ReviewRow | null): void {
  if (open !== null) throw refused('This award is under review already.');
}

/**
 * A review under which the recipient reports a change: what was proposed without knowing of it is proposed anew.
 * @throws STEP_REFUSED after twenty reports
 */
export function reported(review: ReviewRow, before: number): ReviewRow {
  if (before >= MOST_REPORTS)
    throw refused('You have told of twenty changes under this review. Its welfare office will ask you.');
  return { ...review, ...UNPROPOSED };
}

/**
 * A review with what one officer proposes; an earlier proposal gives way.
 * @throws STEP_REFUSED where it is closed, and where the award could not become so
 */
export function proposed(
  review: ReviewRow,
  proposal: Proposal,
  given: { readonly reason: string; readonly by: string; readonly at: Date },
  found: FoundAward,
): ReviewRow {
  const status = advance(reviewLife, { thing: 'review', status: review.status, step: 'PROPOSE' });
  const said = columnsOf(proposal);
  if (said.effectiveOn !== null && said.effectiveOn > monthsAfter(found.today, MOST_MONTHS_AHEAD))
    throw refused('A change is decided for a day within a year: there is a review each year.');
  versionsAfter(proposal, found.versions, found.today);
  return {
    ...review,
    ...said,
    status,
    proposalReason: given.reason,
    proposedBy: given.by,
    proposedAt: given.at,
  };
}

/**
 * A review closed by the proposal of another officer, as that other has read it.
 * @throws STEP_REFUSED where it is closed, where nothing or something else is proposed, and for the officer who proposed it
 */
export function closed(
  review: ReviewRow,
  read: Proposal,
  { by, at }: { readonly by: string; readonly at: Date },
): ReviewRow {
  const status = advance(reviewLife, { thing: 'review', status: review.status, step: STEP_OF[read.finding] });
  const { proposal, proposedAmount, effectiveOn } = columnsOf(read);
  const isWhatWasRead =
    review.proposal === proposal &&
    review.proposedAmount === proposedAmount &&
    review.effectiveOn === effectiveOn;
  if (!isWhatWasRead) throw refused('This is not what is proposed. Read the review again.');
  if (review.proposedBy === by)
    throw refused('Another officer closes a review than proposed it (four eyes).');
  return { ...review, status, closedBy: by, closedAt: at };
}

/**
 * The versions of an award after a review by this proposal.
 * @throws STEP_REFUSED where the award could not become so
 */
export function versionsAfter(
  proposal: Proposal,
  versions: readonly Version[],
  today: string,
): readonly Version[] {
  switch (proposal.finding) {
    case 'KEPT':
      return versions;
    case 'CHANGED':
      return changed(versions, { amount: proposal.amount, from: proposal.effectiveOn }, today);
    case 'STOPPED':
      return stopped(versions, { from: proposal.effectiveOn }, today);
    default:
      return proposal satisfies never;
  }
}

function columnsOf(proposal: Proposal): Pick<ReviewRow, 'proposal' | 'proposedAmount' | 'effectiveOn'> {
  return {
    proposal: proposal.finding,
    proposedAmount: proposal.finding === 'CHANGED' ? proposal.amount : null,
    effectiveOn: proposal.finding === 'KEPT' ? null : proposal.effectiveOn,
  };
}

function isStillToRun(versions: readonly Version[], today: string): boolean {
  return versions.some(({ startsOn, endsOn }) => endsOn === null || (endsOn >= today && endsOn >= startsOn));
}

function refused(message: string): RegistryError {
  return new RegistryError('STEP_REFUSED', message);
}
