import { noticeTable } from '@seisi/host/notice.table';
import { volunteer } from './volunteering.table.ts';

/** What volunteers were to be told. It is about a record as a volunteer. */
export const notices = noticeTable(volunteer);

export type VolunteerNoticeRow = typeof notices.$inferSelect;
