import type { Resolvers } from './types.generated.ts';

/** The official names of the graph's own words. */
export const labelResolvers = {
  Query: {
    labels: (_root, { enum: name }, { loaders }) => [...loaders.labelsOfEnum(name)],
  },
  Label: {
    label: ({ english, malay }, { language }) => (language === 'EN' ? english : malay),
  },
} satisfies Resolvers;
