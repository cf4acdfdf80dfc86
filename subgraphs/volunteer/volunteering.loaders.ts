import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy, oneBy } from '@seisi/host/loader';
import { referenceLoader } from '@seisi/host/reference';
import { asc, desc } from 'drizzle-orm';
import {
  type AssignmentRow,
  assignments,
  organisations,
  type VoluntaryOrganisationRow,
  type VolunteeringRow,
  volunteerings,
} from './volunteering.table.ts';

export const NEWEST_FIRST = [desc(assignments.startsOn), desc(assignments.id)] as const;

/** Every read of this room, one statement for all keys that wait. A record is met below its person alone, whose grant the guard has judged. */
export const volunteeringLoaders = ({ db, aside, memory }: RoomParts) => ({
  volunteeringByPerson: oneBy(
    (row: VolunteeringRow) => row.personKey,
    (keys) => db.select().from(volunteerings).where(anyOf(volunteerings.personKey, keys)),
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

  organisationByCode: referenceLoader<VoluntaryOrganisationRow>(
    memory,
    'organisations',
    () => aside.select().from(organisations),
    (codes) => db.select().from(organisations).where(anyOf(organisations.code, codes)),
  ),

  /** All of them, by code. */
  organisations: async (): Promise<VoluntaryOrganisationRow[]> =>
    db.select().from(organisations).orderBy(asc(organisations.code)),
});

export type VolunteeringLoaders = ReturnType<typeof volunteeringLoaders>;
