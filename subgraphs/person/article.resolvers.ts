import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { articlePlace } from './article.loaders.ts';
import { asOfDay } from './as-of.ts';
import type { Resolvers } from './types.generated.ts';

/** The knowledge base (Pangkalan Ilmu; S1): for everyone, with or without a token. */
export const articleResolvers = {
  Query: {
    articles: async (_root, { topic, on, ...given }, context) => {
      const asked = { topic: topic ?? null, day: asOfDay('on', on, context.today) };
      const list: PageList = { coordinate: 'Query.articles', sort: 'code', filter: asked };
      const page = openPage(given, list, context);
      return sealPage(await context.loaders.articlePage(asked, page), page, articlePlace, list, context);
    },
  },

  Article: {
    title: ({ titleMs, titleEn }, { language }) => (language === 'EN' ? titleEn : titleMs),
    body: ({ bodyMs, bodyEn }, { language }) => (language === 'EN' ? bodyEn : bodyMs),
  },
} satisfies Resolvers;
