import { recordFinding } from './finding.step.ts';
import { wantedFinding } from './finding.ts';
import { handleApplication } from './handling.step.ts';
import { applicationForOfficer } from './officer.policy.ts';
import type { Resolvers } from './types.generated.ts';

/** What officers find out where registers are silent or tell a fact differently. */
export const findingResolvers = {
  Mutation: {
    recordFinding: async (_root, { input }, context) => {
      const { id: applicationId } = await applicationForOfficer(context, 'recordFinding', input.application);
      const found = wantedFinding(input, context.today);
      return handleApplication(context, {
        ...{ name: 'recordFinding', idempotencyKey: input.idempotencyKey, input: found, applicationId },
        take: (transaction, acting) => recordFinding(transaction, acting, found),
      });
    },
  },

  Application: {
    findings: ({ id }, _given, { loaders }) => loaders.findingsByApplication.load(id),
  },
} satisfies Resolvers;
