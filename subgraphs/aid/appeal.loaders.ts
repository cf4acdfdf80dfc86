import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { asc, desc } from 'drizzle-orm';
import { type AppealRow, appeals, type ReviewRow, reviews } from './appeal.table.ts';
import { type ChangeReportRow, changeReports } from './change-report.table.ts';

/** The reads of appeals and reviews, each below its application, the newest first; and of what was reported under a review. */
export const appealLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  appealsByApplication: manyBy(
    (row: AppealRow) => row.applicationId,
    (ids) =>
      db
        .select()
        .from(appeals)
        .where(anyOf(appeals.applicationId, ids))
        .orderBy(desc(appeals.lodgedAt), desc(appeals.id)),
  ),

  reviewsByApplication: manyBy(
    (row: ReviewRow) => row.applicationId,
    (ids) =>
      db
        .select()
        .from(reviews)
        .where(anyOf(reviews.applicationId, ids))
        .orderBy(desc(reviews.openedAt), desc(reviews.id)),
  ),

  reportsByReview: manyBy(
    (row: ChangeReportRow) => row.reviewId,
    (ids) =>
      db
        .select()
        .from(changeReports)
        .where(anyOf(changeReports.reviewId, ids))
        .orderBy(asc(changeReports.reportedAt), asc(changeReports.id)),
  ),
});
