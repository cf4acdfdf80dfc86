import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy, oneBy } from '@seisi/host/loader';
import { asc, desc, eq } from 'drizzle-orm';
import {
  caseSteps,
  cases,
  type MatchRow,
  matches,
  type VolunteerCaseRow,
  type VolunteerCaseStepRow,
  type VolunteerOfferRow,
} from './case.table.ts';
import { assignments } from './volunteering.table.ts';

const NEWEST_FIRST = [desc(cases.openedAt), desc(cases.id)] as const;

/** The reads of cases, below a person or a file whose grant the guard has judged. */
export const caseLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  caseById: oneBy(
    (row: VolunteerCaseRow) => row.id,
    (ids) => db.select().from(cases).where(anyOf(cases.id, ids)),
  ),

  casesByPerson: manyBy(
    (row: VolunteerCaseRow) => row.personKey,
    (keys) =>
      db
        .select()
        .from(cases)
        .where(anyOf(cases.personKey, keys))
        .orderBy(...NEWEST_FIRST),
  ),

  caseStepsByCase: manyBy(
    (row: VolunteerCaseStepRow) => row.caseId,
    (ids) =>
      db
        .select()
        .from(caseSteps)
        .where(anyOf(caseSteps.caseId, ids))
        .orderBy(asc(caseSteps.at), asc(caseSteps.id)),
  ),

  offersByCase: manyBy(
    (row: VolunteerOfferRow) => row.caseId,
    async (ids) => {
      const found = await db
        .select()
        .from(matches)
        .innerJoin(assignments, eq(assignments.id, matches.assignmentId))
        .where(anyOf(matches.caseId, ids))
        .orderBy(desc(matches.offeredAt), desc(matches.assignmentId));
      return found.map(({ match, assignment }) => ({ ...match, assignment }));
    },
  ),

  matchByAssignment: oneBy(
    (row: MatchRow) => row.assignmentId,
    (ids) => db.select().from(matches).where(anyOf(matches.assignmentId, ids)),
  ),
});
