import { openPage, type PageList, sealPage } from '@seisi/host/page';
import type { Resolvers } from './types.generated.ts';

/** The directory of centres of social service. */
export const centreResolvers = {
  Query: {
    socialServiceCentres: async (_root, { state = null, district = null, ...given }, context) => {
      const list: PageList = {
        coordinate: 'Query.socialServiceCentres',
        sort: 'code',
        filter: { state, district },
      };
      const page = openPage(given, list, context);
      const rows = await context.loaders.centrePage({ ...page, state, district });
      return sealPage(rows, page, ({ code }) => [code], list, context);
    },
  },

  SocialServiceCentre: {
    organisation: ({ organisationCode }, _given, { loaders }) =>
      organisationCode === null ? null : loaders.organisationByCode.load(organisationCode),
  },
} satisfies Resolvers;
