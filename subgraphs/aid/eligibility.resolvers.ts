import { withheld } from '@seisi/schema/errors';
import { factsFor } from '@seisi/schema/facts';
import { eligibility } from './eligibility.ts';
import { criteriaOf, isOfHousehold } from './scheme-criteria.ts';
import type { Resolvers } from './types.generated.ts';

/** Whether a person meets the criteria of a scheme, computed from the facts that the person room told this room. */
export const eligibilityResolvers = {
  Person: {
    eligible: ({ facts }, { scheme }) => {
      const { household, ...own } = factsFor('aid', facts);
      const criteria = criteriaOf(scheme);
      // What another adult has a part in tells that adult's income, whatever else is known.
      if (household === 'CLOSED' && criteria?.some(isOfHousehold) === true)
        throw withheld('Person.eligible', 'aid', 'NOT_FOR_THIS_SUBJECT');
      const verdict = eligibility(criteria, { ...own, household: household === 'CLOSED' ? null : household });
      return { answer: verdict.answer, because: [...verdict.because] };
    },
  },
} satisfies Resolvers;
