import { factsFor } from '@seisi/schema/facts';
import { hasOkuMember } from './oku-member.ts';
import { cardStatusOn } from './registration.ts';
import type { OkuSubCategory, Resolvers } from './types.generated.ts';

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
    subCategory: ({ subCategory }) => subCategory as OkuSubCategory | null,
    categories: ({ id }, _arguments, { loaders }) => loaders.categoriesByRegistration.load(id),
    cards: ({ id }, _arguments, { loaders }) => loaders.cardsByRegistration.load(id),
    strikeOffs: ({ id }, _arguments, { loaders }) => loaders.strikeOffsByRegistration.load(id),
    notices: ({ id }, _arguments, { loaders }) => loaders.noticesByAbout.load(id),
    linkedCentre: ({ careCentreCode }, _arguments, { loaders }) =>
      careCentreCode === null ? null : loaders.careCentreByCode.load(careCentreCode),
  },

  OkuRegistrationFile: {
    __resolveReference: ({ id }, { loaders }) => loaders.registrationById.load(id),
    person: ({ personKey }) => ({ key: personKey }),
    registration: (row) => row,
  },

  OkuCategoryRecord: { subCategory: ({ subCategory }) => subCategory as OkuSubCategory | null },

  OkuCard: {
    status: (card, _arguments, { today }) => cardStatusOn(today, card),
  },
} satisfies Resolvers;
