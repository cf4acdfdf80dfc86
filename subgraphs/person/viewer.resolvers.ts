import { classNames, closure } from '@seisi/schema/classes';
import { ceiling } from '@seisi/schema/viewer';
import { basisFacts } from './ground/basis.ts';
import type { LegalBasis, Resolvers } from './types.generated.ts';

/** Who asks, on which ground; and the facts by which the gateway fixes that ground. */
export const viewerResolvers = {
  Query: {
    viewer: (_root, _args, { passport: { viewer, basis } }) => {
      if (viewer === null) return null;
      const agreement = basis.kind === 'AGREEMENT' ? basis : null;
      return {
        id: viewer.id,
        kind: viewer.kind,
        basis: basis.kind === 'NONE' ? null : basis.kind,
        agencyCode: viewer.agency,
        agreementNumber: agreement?.id ?? null,
        purpose: agreement?.purpose ?? null,
        // Not one of the enum's values: then the field fails, and does not tell another law.
        legalBasis: (agreement?.legalBasis as LegalBasis | undefined) ?? null,
        areas: basis.kind === 'POSTING' || basis.kind === 'AGREEMENT' ? [...basis.areas] : [],
        classes: classNames(closure(ceiling(basis))),
      };
    },
    basisFacts: async (_root, _args, { passport, loaders }) =>
      basisFacts(passport.viewer, await loaders.groundFacts()),
  },

  Viewer: {
    person: async (_viewer, _args, { loaders }) => {
      const { person } = await loaders.groundFacts();
      return person === null ? null : loaders.personByKey.load(person.key);
    },
  },
} satisfies Resolvers;
