import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy, oneBy } from '@seisi/host/loader';
import { desc } from 'drizzle-orm';
import {
  type AssignmentRow,
  assignments,
  type VolunteeringRow,
  volunteerings,
} from './volunteering.table.ts';

export const NEWEST_FIRST = [desc(assignments.startsOn), desc(assignments.id)] as const;

/** The reads of records as volunteers, one statement for all keys that wait: below a person, or below a file, whose grant the guard has judged. */
export const volunteeringLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  volunteeringByPerson: oneBy(
    (row: VolunteeringRow) => row.personKey,
    (keys) => db.select().from(volunteerings).where(anyOf(volunteerings.personKey, keys)),
  ),
  volunteeringById: oneBy(
    (row: VolunteeringRow) => row.id,
    (ids) => db.select().from(volunteerings).where(anyOf(volunteerings.id, ids)),
  ),
  /** Newest first. */
  assignmentsByVolunteering: manyBy(
    (row: AssignmentRow) => row.volunteeringId,
    (ids) =>
      db
        .select()
        .from(assignments)
        .where(anyOf(assignments.volunteeringId, ids))
        .orderBy(...NEWEST_FIRST),
  ),
});
