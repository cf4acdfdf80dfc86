import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { uuidArgument } from '@seisi/host/scalars';
import { after } from '@seisi/host/soon';
import { opens } from '@seisi/schema/classes';
import { withheld } from '@seisi/schema/errors';
import { type Basis, ceiling, reasonClosed } from '@seisi/schema/viewer';
import type { ReviewRow } from './appeal.table.ts';
import { applicationPlace } from './application.loaders.ts';
import { versionsOf } from './award.ts';
import { badInput, readText } from './decision.ts';
import { handleApplication } from './handling.step.ts';
import { applicationForOfficer, applicationOfOwn, isAidOfficer } from './officer.policy.ts';
import { closeReview, openReview, proposeReview, reportChange } from './review.step.ts';
import { readProposal } from './review.ts';
import type { Resolvers } from './types.generated.ts';

const DUE = 'Query.reviewsDue';

/** Awards with their versions, and their reviews: opened by officers or by a change that the recipient reports, proposed by one officer, closed by another. */
export const reviewResolvers = {
  Query: {
    reviewsDue: async (_root, given, context) => {
      refuseOthers(context.passport.basis);
      const list: PageList = { coordinate: DUE, sort: 'submittedAt, id' };
      const page = openPage(given, list, context);
      return sealPage(await context.loaders.reviewsDuePage(page), page, applicationPlace, list, context);
    },
  },

  Mutation: {
    openReview: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const { id: applicationId } = await applicationForOfficer(context, 'openReview', input.application);
      const { trigger } = input;
      if (trigger === 'CHANGE_REPORTED') throw badInput('trigger', 'takes SCHEDULED or OFFICER');
      const reason = readText('reason', input.reason);
      return handleApplication(context, {
        ...{ name: 'openReview', idempotencyKey, input: { trigger, reason }, applicationId },
        take: (transaction, acting) => openReview(transaction, { ...acting, reason }, trigger),
      });
    },

    reportChange: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const { id: applicationId } = await applicationOfOwn(context, 'reportChange', input.application);
      const report = readText('report', input.report);
      return handleApplication(context, {
        ...{ name: 'reportChange', idempotencyKey, input: { report }, applicationId },
        take: (transaction, acting) => reportChange(transaction, { ...acting, reason: report }),
      });
    },

    proposeReview: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const { id: applicationId } = await applicationForOfficer(context, 'proposeReview', input.application);
      const on = { reviewId: uuidArgument('input.review', input.review), proposal: readProposal(input) };
      const reason = readText('reason', input.reason);
      return handleApplication(context, {
        ...{ name: 'proposeReview', idempotencyKey, input: { ...on, reason }, applicationId },
        take: (transaction, acting) => proposeReview(transaction, { ...acting, reason }, on),
      });
    },

    closeReview: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const { id: applicationId } = await applicationForOfficer(context, 'closeReview', input.application);
      const on = { reviewId: uuidArgument('input.review', input.review), proposal: readProposal(input) };
      return handleApplication(context, {
        ...{ name: 'closeReview', idempotencyKey, input: on, applicationId },
        take: (transaction, acting) => closeReview(transaction, acting, on),
      });
    },
  },

  Application: {
    awards: (application, _given, { loaders }) =>
      after(loaders.awardsByApplication.load(application.id), (rows) =>
        versionsOf(application, rows).toReversed(),
      ),
    reviews: ({ id }, _given, { loaders }) => loaders.reviewsByApplication.load(id),
  },

  Review: {
    reports: ({ id }, _given, { loaders }) => loaders.reportsByReview.load(id),
    // What the recipient said is no officer's note.
    reason: ({ trigger, reason }) => (trigger === 'CHANGE_REPORTED' ? null : reason),
    proposal: ({ proposal: finding, proposedAmount, effectiveOn, proposalReason, proposedAt }: ReviewRow) =>
      finding === null || finding === 'OPEN'
        ? null
        : { finding, amount: proposedAmount, effectiveOn, reason: proposalReason, proposedAt },
  },
} satisfies Resolvers;

/** @throws UNAUTHORIZED_FIELD_OR_TYPE for whoever is no aid officer, naming the class that is missing */
function refuseOthers(basis: Basis): void {
  if (isAidOfficer(basis)) return;
  const dataClass = opens(ceiling(basis), 'aid') ? 'aid.note' : 'aid';
  throw withheld(DUE, dataClass, reasonClosed(basis, dataClass));
}
