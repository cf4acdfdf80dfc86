import { uuidArgument } from '@seisi/host/scalars';
import { decideAppeal, lodgeAppeal } from './appeal.step.ts';
import { readText } from './decision.ts';
import { handleApplication } from './handling.step.ts';
import { applicationForOfficer, applicationOfOwn } from './officer.policy.ts';
import type { Resolvers } from './types.generated.ts';

/** Appeals: lodged by the applicant with the own token, decided by an officer who had no part in the refusal. */
export const appealResolvers = {
  Mutation: {
    lodgeAppeal: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const { id: applicationId } = await applicationOfOwn(context, 'lodgeAppeal', input.application);
      const grounds = readText('grounds', input.grounds);
      return handleApplication(context, {
        ...{ name: 'lodgeAppeal', idempotencyKey, input: { grounds }, applicationId },
        take: (transaction, acting) => lodgeAppeal(transaction, acting, grounds),
      });
    },

    decideAppeal: async (_root, { input: { idempotencyKey, ...input } }, context) => {
      const { id: applicationId } = await applicationForOfficer(context, 'decideAppeal', input.application);
      const appealId = uuidArgument('input.appeal', input.appeal);
      const decision = { appealId, outcome: input.outcome, reason: readText('reason', input.reason) };
      return handleApplication(context, {
        ...{ name: 'decideAppeal', idempotencyKey, input: decision, applicationId },
        take: (transaction, acting) => decideAppeal(transaction, acting, decision),
      });
    },
  },

  Application: {
    appeals: ({ id }, _given, { loaders }) => loaders.appealsByApplication.load(id),
  },
} satisfies Resolvers;
