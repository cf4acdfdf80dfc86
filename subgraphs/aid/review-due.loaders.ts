import type { RoomParts } from '@seisi/host/context';
import { type PageRequest, siftedRows } from '@seisi/host/page';
import { monthsAfter } from '@seisi/schema/calendar/civil-day';
import { and, asc, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm';
import { reviews } from './appeal.table.ts';
import {
  applicationPlace,
  type PlacedApplication,
  SUBMITTED_PLACE,
  withApplicantReached,
} from './application.loaders.ts';
import { reach } from './application.policy.ts';
import { applications } from './application.table.ts';
import { reviewRuleOn } from './review-rule.ts';

/** When an award was last reviewed, or else when it began. */
const LOOKED_AT = sql`coalesce(
  (select max((${reviews.closedAt} at time zone 'Asia/Kuala_Lumpur')::date) from ${reviews} where ${reviews.applicationId} = ${applications.id}),
  ${applications.awardStartsOn})`;

const IS_OPEN = sql`exists (select from ${reviews} where ${reviews.applicationId} = ${applications.id} and ${reviews.status} = 'OPEN')`;

/** Awards in force whose review is due on a day by the rule of that day, and under way with nobody. */
function isDue(today: string): SQL | undefined {
  const { everyMonths, monthsBeforeEnd } = reviewRuleOn(today);
  const { awardStartsOn, awardEndsOn, status } = applications;
  const beforeEnd = sql`(${awardEndsOn} - make_interval(months => ${monthsBeforeEnd}))::date`;
  return and(
    inArray(status, ['APPROVED', 'COMPLETED']),
    sql`${awardStartsOn} <= ${today}::date`,
    sql`(${awardEndsOn} is null or ${awardEndsOn} >= ${today}::date)`,
    sql`(${LOOKED_AT} <= ${monthsAfter(today, -everyMonths)}::date or (${beforeEnd} <= ${today}::date and ${LOOKED_AT} < ${beforeEnd}))`,
    sql`not ${IS_OPEN}`,
  );
}

/** The work list of reviews. */
export const reviewDueLoaders = ({ db, passport, reached, today }: RoomParts) => ({
  /** One page of the files within reach whose award is due for a review, the oldest application first; of anyone out of reach nothing shows. */
  reviewsDuePage: (page: PageRequest): Promise<PlacedApplication[]> =>
    siftedRows(page, {
      load: ({ limit, after }) =>
        db
          .select({ ...getTableColumns(applications), submittedPlace: SUBMITTED_PLACE.as('submitted_place') })
          .from(applications)
          .where(and(reach.where(passport.basis), isDue(today), isAfter(after)))
          .orderBy(asc(applications.submittedAt), asc(applications.id))
          .limit(limit + 1)
          .execute(),
      placeOf: applicationPlace,
      keep: (rows) => withApplicantReached(rows, reached),
    }),
});

function isAfter(after: PageRequest['after']): SQL | undefined {
  if (after === null) return undefined;
  const [submitted, id] = after;
  return sql`(${applications.submittedAt}, ${applications.id}) > (${submitted}::timestamptz, ${id}::uuid)`;
}
