import type { Resolvers } from './types.generated.ts';

/** The directory of agencies, from the graph to its table. */
export const agencyResolvers: Resolvers = {
  Query: {
    agencies: (_root, _given, { loaders }) => loaders.agencies(),
  },
};
