import type { Resolvers } from './types.generated.ts';

/** Aid schemes in the graph. */
export const schemeResolvers = {
  Query: {
    schemes: (_root, _arguments, { loaders }) => loaders.allSchemes(),
  },
  Scheme: {
    name: (scheme, { language }) => (language === 'EN' ? scheme.nameEn : scheme.nameMs),
  },
} satisfies Resolvers;
