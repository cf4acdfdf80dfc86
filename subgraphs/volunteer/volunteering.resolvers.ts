import type { Resolvers } from './types.generated.ts';

/** From the graph to the tables. Who may see what is the guard's work. */
export const volunteeringResolvers: Resolvers = {
  Query: {
    voluntaryOrganisations: (_root, _given, { loaders }) => loaders.organisations(),
  },
  Person: {
    volunteering: ({ key }, _given, { loaders }) => loaders.volunteeringByPerson.load(key),
  },
  Volunteering: {
    organisation: ({ organisationCode }, _given, { loaders }) =>
      organisationCode === null ? null : loaders.organisationByCode.load(organisationCode),
    assignments: ({ id }, _given, { loaders }) => loaders.assignmentsByVolunteering.load(id),
  },
};
