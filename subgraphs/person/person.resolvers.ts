import { uuidArgument } from '@seisi/host/scalars';
import { after } from '@seisi/host/soon';
import { incomeBandOf } from './income-band.ts';
import { birthYear, maskIdentityNumber } from './person.ts';
import type { Resolvers } from './types.generated.ts';

/** People, one at a time; lists of them are the members of a household. */
export const personResolvers = {
  Query: {
    person: (_root, { id }, { loaders }) => loaders.personById.load(uuidArgument('id', id)),
  },

  Person: {
    __resolveReference: ({ key }, { loaders }) => loaders.personByKey.load(key),
    grant: ({ key }, _args, { loaders }) => loaders.grantOf('Person', key),
    facts: ({ key }, _args, { loaders }) => loaders.factsOf('Person', key),
    incomeBand: async ({ key }, _args, { loaders }) =>
      incomeBandOf((await loaders.derivedOfPerson(key)).monthly),
    identityNumberMasked: ({ identityNumber }) => maskIdentityNumber(identityNumber),
    birthYear: ({ birthDate }) => birthYear(birthDate),
    incomes: ({ key }, _args, { loaders }) => loaders.incomesByPerson.load(key),
    monthlyIncome: ({ key }, _args, { loaders }) =>
      after(loaders.incomesByPerson.load(key), (incomes) =>
        incomes.reduce((sum, { monthly }) => sum + monthly, 0),
      ),
    household: async ({ key }, _args, { loaders }) => {
      const [home] = await loaders.homesByPerson.load(key);
      return home === undefined ? null : loaders.householdByKey.load(home.householdKey);
    },
  },
} satisfies Resolvers;
