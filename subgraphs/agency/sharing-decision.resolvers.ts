import { RegistryError } from '@seisi/schema/errors';
import { concludeAgreement } from './agreement.step.ts';
import { officerWith } from './duty.policy.ts';
import { readText } from './read-input.ts';
import {
  type Conditions,
  decisionOn,
  type GivenDecision,
  outcomeOf,
  type Refusal,
} from './sharing-decision.ts';
import { step } from './sharing-request.resolvers.ts';
import type { SharingRequestRow } from './sharing-request.table.ts';
import { checkAnother } from './sharing-request.ts';
import { readAreas } from './sharing-terms.ts';
import type { ProposeSharingDecisionInput, Resolvers } from './types.generated.ts';

/** What a provider decides on a request, by two officers; a confirmation that gives anything concludes the agreement in the same transaction. */
export const sharingDecisionResolvers = {
  Mutation: {
    proposeSharingDecision: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'proposeSharingDecision', 'SHARING');
      const given = readDecision(input);
      return step(context, { act: 'PROPOSE', side: 'provider', officer }, input, given, (current) => {
        checkAnother({ by: current.writtenBy, key: current.writerKey }, officer);
        const proposer = { proposedBy: officer.id, proposerKey: officer.personKey };
        const decision = { id: crypto.randomUUID(), ...decisionOn(current.terms, given) };
        return { decision, ...proposer };
      });
    },
    declineSharingDecision: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'declineSharingDecision', 'SHARING');
      const reason = readText('reason', input.reason, 1000);
      const { decision } = input;
      const taking = { act: 'DECLINE', side: 'provider', officer, reason } as const;
      return step(context, taking, input, { decision, reason }, (current) => {
        checkRead(current, decision);
        return { decision: null, proposedBy: null, proposerKey: null };
      });
    },
    confirmSharingDecision: async (_root, { input }, context) => {
      const officer = await officerWith(context, 'confirmSharingDecision', 'SHARING');
      const { decision } = input;
      const taking = { act: 'CONFIRM', side: 'provider', officer } as const;
      return step(context, taking, input, { decision }, async (current, at, transaction) => {
        checkRead(current, decision);
        checkAnother({ by: current.proposedBy, key: current.proposerKey }, officer);
        checkAnother({ by: current.writtenBy, key: current.writerKey }, officer);
        const decided = current.decision;
        if (decided === null) throw new Error('A proposal without a decision.');
        const outcome = outcomeOf(current.terms, decided);
        const terms = termsOf(current, context.today);
        const concluded = terms === null ? null : await concludeAgreement(transaction, terms, officer, at);
        return { outcome, decidedAt: at, agreementNumber: concluded?.number ?? null };
      });
    },
  },

  SharingDecision: {
    isGiven: ({ given }) => given !== null,
    classes: ({ given }) => [...(given?.classes ?? [])],
    conditions: ({ given }) =>
      given === null ? null : { ...given.conditions, areas: [...given.conditions.areas] },
    refusals: ({ refusals }) => [...refusals],
  },
} satisfies Resolvers;

/** What an officer proposes, as checked by itself. @throws BAD_USER_INPUT */
function readDecision(input: ProposeSharingDecisionInput): GivenDecision {
  const { weighed, conditions, refusals, reason } = input;
  const narrowed: Conditions | null =
    conditions == null ? null : { ...conditions, areas: readAreas(conditions.areas) };
  return {
    weighed,
    refusals: refusals.map(({ class: dataClass, ground }) => ({ dataClass, ground }) as Refusal),
    conditions: narrowed,
    reason: readText('reason', reason, 2000),
  };
}

/** @throws STEP_REFUSED where the officer read another proposal than the one that waits */
function checkRead({ decision }: SharingRequestRow, read: string): void {
  if (decision?.id === read) return;
  throw new RegistryError(
    'STEP_REFUSED',
    'Another proposal waits than the one that you name. Read it, then decide.',
  );
}

/** What is concluded; null where nothing is given. Its first day is today where that which was asked has passed. */
function termsOf({ terms, decision, ...request }: SharingRequestRow, today: string) {
  const given = decision?.given ?? null;
  if (given === null) return null;
  const { areas, population, dailySubjects, validUntil } = given.conditions;
  const validFrom = terms.validFrom > today ? terms.validFrom : today;
  if (validUntil <= validFrom)
    throw new RegistryError('STEP_REFUSED', 'Its last day has passed. Decline it, and propose another end.');
  return {
    agencyCode: request.recipientCode,
    providerCode: request.providerCode,
    legalBasis: request.legalBasis,
    purposes: [...terms.purposes],
    classes: [...given.classes],
    areas: [...areas],
    population,
    dailySubjects,
    validFrom,
    validUntil,
  };
}
