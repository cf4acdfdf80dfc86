import { RegistryError } from '@seisi/schema/errors';
import { familyMoney } from './entitlement.ts';
import { inForce } from './in-force.ts';
import type { Resolvers } from './types.generated.ts';

const MOST_RECIPIENTS = 30;

/** Aid schemes in the graph. */
export const schemeResolvers = {
  Query: {
    schemes: (_root, _arguments, { loaders }) => loaders.allSchemes(),
  },
  Scheme: {
    name: (scheme, { language }) => (language === 'EN' ? scheme.nameEn : scheme.nameMs),
    rates: async ({ code }, { on }, { loaders, today }) =>
      inForce(await loaders.ratesByScheme.load(code), on ?? today),
    payable: async ({ code }, { on, birthDates }, { loaders, today }) => {
      if (birthDates.length > MOST_RECIPIENTS)
        throw new RegistryError('BAD_USER_INPUT', `\`birthDates\` takes at most ${MOST_RECIPIENTS} days.`, {
          argument: 'birthDates',
        });
      const awards = birthDates.map((birthDate, index) => ({
        id: String(index).padStart(2, '0'),
        birthDate,
      }));
      const money = familyMoney(await loaders.ratesByScheme.load(code), (on ?? today).slice(0, 7), awards);
      return awards.map(({ id }) => money.get(id) ?? null);
    },
    documents: async ({ code }, { on }, { loaders, today }) =>
      inForce(await loaders.documentsByScheme.load(code), on ?? today),
    exclusions: async ({ code }, { on }, { loaders, today }) =>
      inForce(await loaders.exclusionsByScheme.load(code), on ?? today),
  },
} satisfies Resolvers;
