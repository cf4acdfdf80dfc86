import { openPage, type PageList, sealPage } from '@seisi/host/page';
import { after } from '@seisi/host/soon';
import { noticePlace } from './notice.loaders.ts';
import type { NoticeRow } from './notice.table.ts';
import type { RegisterNoticeEvent, Resolvers } from './types.generated.ts';

const NEWEST_FIRST = 'at desc, id desc';

/** Notices of the register in the graph, below the person whom they tell. */
export const noticeResolvers = {
  Person: {
    registerNotices: ({ key }, given, context) => {
      const list: PageList = {
        coordinate: 'Person.registerNotices',
        sort: NEWEST_FIRST,
        filter: { person: key },
      };
      const page = openPage(given, list, context);
      return after(context.loaders.noticesByPerson(page).load(key), (rows) =>
        sealPage(rows, page, noticePlace, list, context),
      );
    },
  },
  RegisterNotice: {
    // The list holds no other kind.
    event: ({ kind }: NoticeRow) => kind as RegisterNoticeEvent,
    isUndeliverable: ({ way, failure }) => way === 'NONE' || failure !== null,
  },
} satisfies Resolvers;
