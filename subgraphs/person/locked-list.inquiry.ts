import type { InquiryParts, InquiryRule } from '@seisi/host/inquiry';
import { isUuid } from '@seisi/host/scalars';
import { eq } from 'drizzle-orm';
import { entriesAfter } from './locked-list.step.ts';
import { lockedLists } from './locked-list.table.ts';
import { toldHead } from './locked-list.ts';

/** Rows in one answer: some 200 KB. */
const PAGE = 500;
const SUBJECT = /^(?<id>[^/]{36})\/(?<place>\d{1,9})$/;

/**
 * A locked list for the room of aid, which draws programmes from it: asked by `<identifier>/<place>`, it answers with what the list is and its next rows after that place. Keys are hidden ones, and nobody
 * under protection stands in a list. Null where there is no such list.
 */
export function lockedListInquiry({ db }: Pick<InquiryParts, 'db'>): InquiryRule {
  return {
    by: 'aid',
    answer: async (subject) => {
      const { id = '', place = '0' } = SUBJECT.exec(subject)?.groups ?? {};
      if (!isUuid(id)) return null;
      const [list] = await db.select().from(lockedLists).where(eq(lockedLists.id, id));
      if (list === undefined) return null;
      const { asOf, state, sex, count, hash } = list;
      const rows = await entriesAfter(db, id, { place: Number(place), limit: PAGE });
      return { list: { asOf, state, sex, count, hash }, rows: rows.map(toldHead) };
    },
  };
}
