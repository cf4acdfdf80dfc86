import type { Transaction } from '@seisi/host/act';
import { after } from '@seisi/host/soon';
import { stepApplication } from './application.step.ts';
import type { ApplicationRow } from './application.table.ts';
import type { RoomContext } from './context.ts';
import { closeDecision, proposeDecision } from './decision.step.ts';
import { badInput, readText, wantedDecision } from './decision.ts';
import { awaitDocuments, refuseAwaited } from './document-request.step.ts';
import { completedYears } from './entitlement.ts';
import { handleApplication } from './handling.step.ts';
import { recordInvestigation } from './investigation.step.ts';
import { wantedInvestigation } from './investigation.ts';
import type { Acting } from './locked-application.step.ts';
import { applicationForEither, applicationForOfficer } from './officer.policy.ts';
import type { Resolvers } from './types.generated.ts';

type Repeatable = { readonly application: string; readonly idempotencyKey: string };

/** What officers do to an application, from the request for documents to the decision. */
export const applicationProcessResolvers = {
  Mutation: {
    askForDocuments: (_root, { input }, context) =>
      take(context, 'askForDocuments', input, {
        read: () => {
          const kinds = [...new Set(input.kinds)].toSorted();
          if (kinds.length === 0) throw badInput('kinds', 'names at least one');
          return { kinds, reason: readText('reason', input.reason) };
        },
        act: async (transaction, acting, { kinds, reason }) => {
          const asked = { ...acting, act: 'ASK_FOR_DOCUMENTS', reason } as const;
          const { applicantKey: personKey } = await stepApplication(transaction, asked);
          await awaitDocuments(transaction, { ...acting, personKey }, kinds);
        },
      }),

    completeApplication: (_root, { input }, context) =>
      take(context, 'completeApplication', input, {
        find: applicationForEither,
        read: () => ({}),
        act: async (transaction, acting) => {
          await stepApplication(transaction, { ...acting, act: 'COMPLETE', reason: null });
          // An officer may have been handed a paper at the counter; an applicant's word is no document.
          if (context.passport.basis.kind === 'SELF') await refuseAwaited(transaction, acting.applicationId);
        },
      }),

    recordInvestigation: (_root, { input }, context) =>
      take(context, 'recordInvestigation', input, {
        read: () => wantedInvestigation(input, context.today),
        act: recordInvestigation,
      }),

    proposeDecision: (_root, { input }, context) =>
      take(context, 'proposeDecision', input, { read: () => wantedDecision(input), act: proposeDecision }),

    confirmDecision: (_root, { input }, context) =>
      take(context, 'confirmDecision', input, {
        read: () => ({ isConfirmed: true }) as const,
        act: closeDecision,
      }),

    declineDecision: (_root, { input }, context) =>
      take(context, 'declineDecision', input, {
        read: () => ({ isConfirmed: false, reason: readText('reason', input.reason) }) as const,
        act: closeDecision,
      }),
  },

  DecisionProposal: {
    ages: ({ recipients, startsOn }) =>
      recipients?.map((birthDate) => completedYears(birthDate, startsOn ?? birthDate)) ?? null,
  },

  Application: {
    steps: ({ id }, _given, { loaders }) => loaders.stepsByApplication.load(id),
    investigations: ({ id }, _given, { loaders }) => loaders.investigationsByApplication.load(id),
    proposal: ({ id }, _given, { loaders }) =>
      after(loaders.openProposalsByApplication.load(id), ([open]) => open ?? null),
  },
} satisfies Resolvers;

/** An act: what is asked, once it is clear that the viewer may ask, and what is done in its transaction. */
type OfficersAct<Asked extends object> = {
  /** On which application: an officer's, unless it says otherwise. */
  readonly find?: typeof applicationForOfficer;
  readonly read: () => Asked;
  readonly act: (transaction: Transaction, acting: Acting, asked: Asked) => Promise<unknown>;
};

/** An act on an application, an officer's of the own area: once for each key, and the file as it stands after it. */
async function take<Asked extends object>(
  context: RoomContext,
  name: string,
  { application, idempotencyKey }: Repeatable,
  { find = applicationForOfficer, read, act }: OfficersAct<Asked>,
): Promise<{ application: ApplicationRow | null }> {
  const { id: applicationId } = await find(context, name, application);
  const asked = read();
  return handleApplication(context, {
    ...{ name, idempotencyKey, input: asked, applicationId },
    take: (transaction, acting) => act(transaction, acting, asked),
  });
}
