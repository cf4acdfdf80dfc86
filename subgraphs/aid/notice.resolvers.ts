import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { after } from '@seisi/host/soon';
import { noticePlace } from './notice.loaders.ts';
import { noticeStatus } from './notice.ts';
import type { Resolvers } from './types.generated.ts';

const NEWEST_FIRST = 'at desc, id desc';

/** Notices in the graph, below their application. */
export const noticeResolvers = {
  Application: {
    notices: ({ id }, given, context) => {
      const list: PageList = {
        coordinate: 'Application.notices',
        sort: NEWEST_FIRST,
        filter: { application: id },
      };
      const page = openPage(given, list, context);
      return after(context.loaders.noticesByApplication(page).load(id), (rows) =>
        sealPage(rows, page, noticePlace, list, context),
      );
    },
  },
  Notice: { status: noticeStatus },
} satisfies Resolvers;
