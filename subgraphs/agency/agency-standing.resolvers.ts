import { takeAct } from '@seisi/host/act';
import { acts } from './act.table.ts';
import type { AgencyRow } from './agency.table.ts';
import { stepAgency } from './agency-standing.step.ts';
import type { StandingAct } from './agency-standing.ts';
import type { RoomContext } from './context.ts';
import { checkDuty, type DutyOfficer, officerWith } from './duty.policy.ts';
import { readText } from './read-input.ts';
import type { Resolvers } from './types.generated.ts';

/** Which agencies take part: who suspends them, and which two resume or end them. */
export const agencyStandingResolvers = {
  Query: {
    agencySteps: async (_root, { agency }, context) => {
      await checkDuty(context, 'Query.agencySteps', 'ONBOARDING');
      return context.loaders.stepsOfAgency(agency);
    },
  },

  Mutation: {
    suspendAgency: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'suspendAgency', 'ONBOARDING');
      return step(context, 'SUSPEND', officer, input, readText('reason', input.reason, 500));
    },
    proposeAgencyResumption: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'proposeAgencyResumption', 'ONBOARDING');
      return step(context, 'PROPOSE_RESUMPTION', officer, input, readText('reason', input.reason, 500));
    },
    confirmAgencyResumption: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'confirmAgencyResumption', 'ONBOARDING');
      return step(context, 'CONFIRM_RESUMPTION', officer, input, null);
    },
    proposeAgencyEnd: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'proposeAgencyEnd', 'ONBOARDING');
      return step(context, 'PROPOSE_END', officer, input, readText('reason', input.reason, 500));
    },
    confirmAgencyEnd: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'confirmAgencyEnd', 'ONBOARDING');
      return step(context, 'CONFIRM_END', officer, input, null);
    },
  },
} satisfies Resolvers;

type Given = { readonly agency: string; readonly idempotencyKey: string };

async function step(
  context: RoomContext,
  name: StandingAct,
  officer: DutyOfficer,
  { agency, idempotencyKey }: Given,
  reason: string | null,
): Promise<{ agency: AgencyRow | null }> {
  const code = await takeAct(context, acts, {
    name,
    idempotencyKey,
    input: { agency, reason },
    take: (transaction, at) => stepAgency(transaction, { agency, act: name, officer, at, reason }),
  });
  context.loaders.forgetAgencies();
  return { agency: await context.loaders.agencyNow(code) };
}
