import { refuseWithoutDuty } from './receipt-duty.policy.ts';
import type { Resolvers } from './types.generated.ts';

/** From the graph to what was read under an incident. */
export const incidentReportResolvers = {
  Query: {
    incidentReport: (_root, { id }, { passport, loaders }) => {
      refuseWithoutDuty('Query.incidentReport', passport.basis);
      return loaders.incidentReport(id);
    },
  },
} satisfies Resolvers;
