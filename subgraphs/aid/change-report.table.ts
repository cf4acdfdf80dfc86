import { index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { aid } from './scheme.table.ts';

/** A change of circumstances as a recipient told it; each stands under a review. Rows are added and never changed. */
export const changeReports = aid.table(
  'change_report',
  {
    id: uuid().primaryKey(),
    applicationId: uuid().notNull(),
    personKey: uuid().notNull(),
    reviewId: uuid().notNull(),
    report: text().notNull(),
    reportedAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (t) => [index('change_report_review').on(t.reviewId, t.reportedAt)],
);

export type ChangeReportRow = typeof changeReports.$inferSelect;
