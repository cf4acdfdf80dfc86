import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy, oneBy, type RowLoader } from '@seisi/host/loader';
import { and, asc, desc, lt, lte, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { endOf } from './as-of.ts';
import { type AssessmentRow, assessments } from './assessment.table.ts';
import { inForce } from './effective-date.policy.ts';
import { type HouseholdMemberRow, memberships } from './household.table.ts';
import { membershipsSaidBy } from './memberships-of-day.statement.ts';

const said = alias(memberships, 'said');
const { id, householdKey, personKey, relationToHead, since, until } = said;
const SAID = {
  id: sql<string>`${id}`,
  householdKey: sql<string>`${householdKey}`,
  personKey: sql<string>`${personKey}`,
  relationToHead: sql<HouseholdMemberRow['relationToHead']>`${relationToHead}`,
  since: sql<string>`${since}`,
  until: sql<string | null>`${until}`,
};

/** Reads of households as they were. They are asked only below a household that the mint has opened. */
export const householdOnDayLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  /** Who lived in a household on a day, YYYY-MM-DD, as the register said at its end: the head first, then by since when. */
  membersOnDay: byDay((day) =>
    manyBy(
      (row: HouseholdMemberRow) => row.householdKey,
      (keys) =>
        db
          .select(SAID)
          .from(sql`${membershipsSaidBy(day)} as "said"`)
          .where(and(anyOf(householdKey, keys), inForce(since, until, day)))
          .orderBy(desc(sql`${relationToHead} = 'HEAD'`), asc(since), asc(id)),
    ),
  ),

  /** The newest assessment of each household for a day or an earlier one, of those that had been made by the end of that day. */
  assessmentOnDay: byDay((day) =>
    oneBy(
      (row: AssessmentRow) => row.householdKey,
      (keys) =>
        db
          .selectDistinctOn([assessments.householdKey])
          .from(assessments)
          .where(
            and(
              anyOf(assessments.householdKey, keys),
              lte(assessments.assessedOn, day),
              lt(assessments.assessedAt, endOf(day)),
            ),
          )
          .orderBy(assessments.householdKey, desc(assessments.assessedOn), desc(assessments.assessedAt)),
    ),
  ),
});

/** A loader for each day that a request names. */
export function byDay<Value>(make: (day: string) => RowLoader<Value>): (day: string) => RowLoader<Value> {
  const made = new Map<string, RowLoader<Value>>();
  return (day) => {
    const known = made.get(day);
    if (known !== undefined) return known;
    const loader = make(day);
    made.set(day, loader);
    return loader;
  };
}
