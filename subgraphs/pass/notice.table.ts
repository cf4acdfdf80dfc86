import { noticeTable } from '@seisi/host/notice.table';
import { pass } from './work-pass.table.ts';

/** What employers were to be told of their renewals. */
export const notices = noticeTable(pass);

export type PassNoticeRow = typeof notices.$inferSelect;
