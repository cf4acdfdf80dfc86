import { noticeTable } from '@seisi/host/notice.table';
import { oku } from './registration.table.ts';

/** What applicants and holders of cards were to be told. It is about an application, or about a registration. */
export const notices = noticeTable(oku);

export type OkuNoticeRow = typeof notices.$inferSelect;
