import { joinedResolvers } from '@seisi/host/joined-resolvers';
import { loaderGroups } from '@seisi/host/loader-groups';
import type { Subgraph, Work, WorkParts } from '@seisi/host/subgraph';
import { agencyListLoaders } from './agency-list.loaders.ts';
import { agencyListResolvers } from './agency-list.resolvers.ts';
import { announcementLoaders } from './announcement.loaders.ts';
import { announcementResolvers } from './announcement.resolvers.ts';
import { appealLoaders } from './appeal.loaders.ts';
import { appealResolvers } from './appeal.resolvers.ts';
import { applicationLoaders } from './application.loaders.ts';
import { applicationResolvers } from './application.resolvers.ts';
import { refuseIncomplete } from './application.step.ts';
import type { ApplicationRow } from './application.table.ts';
import { applicationProcessLoaders } from './application-process.loaders.ts';
import { applicationProcessResolvers } from './application-process.resolvers.ts';
import { awardLoaders } from './award.loaders.ts';
import { beginShowingAwards } from './award-in-force.step.ts';
import { bankAccountLoaders } from './bank-account.loaders.ts';
import { bankAccountFile, bankAccountResolvers } from './bank-account.resolvers.ts';
import { candidateLoaders } from './candidate.loaders.ts';
import { candidateFile, candidateResolvers } from './candidate.resolvers.ts';
import { clockLoaders } from './clock.loaders.ts';
import { clockResolvers } from './clock.resolvers.ts';
import type { AidLoaders } from './context.ts';
import { documentLoaders } from './document.loaders.ts';
import { documentResolvers } from './document.resolvers.ts';
import { documentRule } from './document.ticket.ts';
import { draftLoaders } from './draft.loaders.ts';
import { draftFile, draftResolvers } from './draft.resolvers.ts';
import { openDueClaims } from './due-claim.work.ts';
import { openDueClocks } from './due-clock.work.ts';
import { eligibilityResolvers } from './eligibility.resolvers.ts';
import { openErrands } from './errand.step.ts';
import { findingLoaders } from './finding.loaders.ts';
import { findingResolvers } from './finding.resolvers.ts';
import { noticeLoaders } from './notice.loaders.ts';
import { noticeResolvers } from './notice.resolvers.ts';
import { paymentLoaders } from './payment.loaders.ts';
import { paymentRunLoaders } from './payment-run.loaders.ts';
import { paymentRunResolvers } from './payment-run.resolvers.ts';
import { paymentWork } from './payment-run.work.ts';
import { programmeLoaders } from './programme.loaders.ts';
import { programmeResolvers } from './programme.resolvers.ts';
import { programmeDrawLoaders } from './programme-draw.loaders.ts';
import { programmeDrawResolvers } from './programme-draw.resolvers.ts';
import { openDrawWork } from './programme-draw.step.ts';
import { readAhead } from './read-ahead.ts';
import { recipientLoaders } from './recipient.loaders.ts';
import { recipientResolvers } from './recipient.resolvers.ts';
import { recipientListLoaders } from './recipient-list.loaders.ts';
import { recipientListResolvers } from './recipient-list.resolvers.ts';
import { recipientMoneyLoaders } from './recipient-money.loaders.ts';
import { registerCheckLoaders } from './register-check.loaders.ts';
import { registerCheckResolvers } from './register-check.resolvers.ts';
import { reviewResolvers } from './review.resolvers.ts';
import { reviewDueLoaders } from './review-due.loaders.ts';
import { schemeLoaders } from './scheme.loaders.ts';
import { schemeResolvers } from './scheme.resolvers.ts';
import { unpaidLoaders } from './unpaid.loaders.ts';
import { unpaidResolvers } from './unpaid.resolvers.ts';

const join = loaderGroups();

/** The room of aid: schemes, applications from the first form to the decision, awards and payments. */
export const subgraph: Subgraph<AidLoaders> = {
  name: 'aid',
  folder: import.meta.dirname,
  resolvers: joinedResolvers(
    agencyListResolvers,
    announcementResolvers,
    appealResolvers,
    applicationResolvers,
    applicationProcessResolvers,
    bankAccountResolvers,
    candidateResolvers,
    clockResolvers,
    documentResolvers,
    draftResolvers,
    eligibilityResolvers,
    findingResolvers,
    noticeResolvers,
    paymentRunResolvers,
    programmeResolvers,
    programmeDrawResolvers,
    recipientListResolvers,
    recipientResolvers,
    reviewResolvers,
    registerCheckResolvers,
    schemeResolvers,
    unpaidResolvers,
  ),
  loaders: (parts) =>
    join(
      () => agencyListLoaders(parts),
      () => announcementLoaders(parts),
      () => appealLoaders(parts),
      () => applicationLoaders(parts),
      () => awardLoaders(parts),
      () => applicationProcessLoaders(parts),
      () => clockLoaders(parts),
      () => documentLoaders(parts),
      () => draftLoaders(parts),
      () => findingLoaders(parts),
      () => noticeLoaders(parts),
      () => paymentLoaders(parts),
      () => bankAccountLoaders(parts),
      () => candidateLoaders(parts),
      () => paymentRunLoaders(parts),
      () => programmeLoaders(parts),
      () => programmeDrawLoaders(parts),
      () => recipientListLoaders(parts),
      () => recipientLoaders(parts),
      () => recipientMoneyLoaders(parts),
      () => reviewDueLoaders(parts),
      () => registerCheckLoaders(parts),
      () => schemeLoaders(parts),
      () => unpaidLoaders(parts),
    ),
  readAhead,
  documents: documentRule,
  works,
  files: {
    BankAccountFile: bankAccountFile,
    CandidateFile: candidateFile,
    DraftFile: draftFile,
    ApplicationFile: {
      subject: (row: ApplicationRow) => row.applicantKey,
      grant: ({ applicant }) => (isRecord(applicant) ? applicant['grant'] : null),
    },
  },
};

/** What this room does beside requests: clocks that end, and errands that leave. */
function works(parts: WorkParts): Work {
  const { databaseUrl, now, onNotice } = parts;
  const all = [
    openDueClocks({ databaseUrl, now, onNotice, lapse: refuseIncomplete }),
    openDueClaims({ databaseUrl, now, onNotice }),
    openErrands(parts),
    paymentWork(parts),
    beginShowingAwards(parts),
    openDrawWork(parts),
  ];
  return {
    close: async () => {
      for (const one of all) await one?.close();
    },
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
