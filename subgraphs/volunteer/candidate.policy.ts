import { and, eq, ne, notExists, or, type SQL, sql } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/pg-core';
import { matches, type VolunteerCaseRow } from './case.table.ts';
import { assignments, volunteerings } from './volunteering.table.ts';

/** Whether the volunteer of the row could help in a case: active, for its interest, without another task, not asked in it before, and not who needs the help. */
export function couldHelp({ id, interest, personKey }: VolunteerCaseRow): SQL | undefined {
  const asked = new QueryBuilder()
    .select({ one: sql`1` })
    .from(matches)
    .innerJoin(assignments, eq(assignments.id, matches.assignmentId))
    .where(
      and(
        eq(assignments.volunteeringId, volunteerings.id),
        or(eq(matches.caseId, id), sql`${matches.endedAt} is null`),
      ),
    );
  return and(
    eq(volunteerings.status, 'ACTIVE'),
    sql`${interest} = any(${volunteerings.interests})`,
    ne(volunteerings.personKey, personKey),
    notExists(asked),
  );
}
