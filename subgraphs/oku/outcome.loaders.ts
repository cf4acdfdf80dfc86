import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { desc } from 'drizzle-orm';
import { appeals, type OkuAppealRow } from './appeal.table.ts';
import { assessments, type OkuAssessmentRow } from './assessment.table.ts';
import { notices, type OkuNoticeRow } from './notice.table.ts';

/** The reads of what came of applications and entries, each below the one whose it is. */
export const outcomeLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  assessmentsByApplication: manyBy(
    (row: OkuAssessmentRow) => row.applicationId,
    (ids) =>
      db
        .select()
        .from(assessments)
        .where(anyOf(assessments.applicationId, ids))
        .orderBy(desc(assessments.proposedAt), desc(assessments.id)),
  ),

  appealsByApplication: manyBy(
    (row: OkuAppealRow) => row.applicationId,
    (ids) =>
      db
        .select()
        .from(appeals)
        .where(anyOf(appeals.applicationId, ids))
        .orderBy(desc(appeals.lodgedAt), desc(appeals.id)),
  ),

  noticesByAbout: manyBy(
    (row: OkuNoticeRow) => row.aboutId,
    (ids) =>
      db
        .select()
        .from(notices)
        .where(anyOf(notices.aboutId, ids))
        .orderBy(desc(notices.at), desc(notices.id)),
  ),
});
