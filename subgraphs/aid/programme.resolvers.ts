import { readConditions } from './programme-condition.ts';
import type { Resolvers } from './types.generated.ts';

/** Programmes in the graph: what they are drawn from and by which rules, with what was decided where a source contradicts itself. */
export const programmeResolvers = {
  Query: {
    programmes: (_root, _arguments, { loaders }) => loaders.allProgrammes(),
  },
  Programme: {
    scheme: ({ code }, _arguments, { loaders }) => loaders.schemeByCode.load(code),
    lists: ({ code }, _arguments, { loaders }) => loaders.listsByProgramme.load(code),
    criteria: ({ code }, _arguments, { loaders }) => loaders.criteriaByProgramme.load(code),
    rules: ({ code }, _arguments, { loaders }) => loaders.rulesByProgramme.load(code),
  },
  ProgrammeCriterion: {
    conditions: ({ id, conditions }) => [...readConditions(id, conditions)],
  },
  ProgrammeRule: {
    conditions: ({ id, conditions }) => [...readConditions(id, conditions)],
  },
  ProgrammeCondition: {
    is: (condition) => ('is' in condition ? condition.is : null),
    of: (condition) => ('of' in condition ? [...condition.of] : []),
    amount: (condition) => ('sen' in condition ? condition.sen : null),
  },
} satisfies Resolvers;
