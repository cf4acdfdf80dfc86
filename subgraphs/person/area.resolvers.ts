import { checkState } from './area.ts';
import type { Resolvers } from './types.generated.ts';

/** States and districts: reference data for everyone. */
export const areaResolvers = {
  Query: {
    states: (_root, _args, { loaders }) => loaders.allStates(),
    districts: async (_root, { state }, { loaders }) => {
      if (state != null) await checkState('state', state, (code) => loaders.stateByCode.load(code));
      return loaders.districtsOf(state ?? null);
    },
  },
} satisfies Resolvers;
