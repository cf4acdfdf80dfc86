import { factsFor } from '@seisi/schema/facts';
import { hasOkuMember } from './oku-member.ts';
import { cardStatusOn } from './registration.ts';
import type { Resolvers } from './types.generated.ts';

/** The OKU register in the graph. */
export const registrationResolvers = {
  Person: {
    okuRegistration: ({ key }, _arguments, { loaders }) => loaders.registrationByPerson.load(key),
  },

  Household: {
    hasOkuMember: async ({ facts }, _arguments, { loaders }) => {
      const household = factsFor('oku', facts);
      const entries = await loaders.registrationByPerson.loadAll(household.members);
      const statuses = entries.map((entry) => entry?.status ?? 'NOT_IN_REGISTER');
      return hasOkuMember(household, statuses).answer;
    },
  },
  OkuRegistration: {
    cardStatus: async ({ id }, _arguments, { loaders, today }) => {
      const card = await loaders.newestCardByRegistration.load(id);
      return card === null ? null : cardStatusOn(today, card);
    },
    card: ({ id }, _arguments, { loaders }) => loaders.newestCardByRegistration.load(id),
  },

  OkuCard: {
    status: (card, _arguments, { today }) => cardStatusOn(today, card),
  },
} satisfies Resolvers;
