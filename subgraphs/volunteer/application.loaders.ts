import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import { and, desc, eq, isNotNull, isNull, type SQL } from 'drizzle-orm';
import { applications, type VolunteerApplicationRow } from './application.table.ts';

/** The reads of what stands in the forms, below their file, their record or their person. */
export const applicationLoaders = ({ db, passport: { basis } }: Pick<RoomParts, 'db' | 'passport'>) => ({
  /** The newest form of a file; a draft is its maker's alone. */
  formByFile: oneBy(
    (row: VolunteerApplicationRow) => row.volunteeringId,
    (ids) => newestForms(db, and(anyOf(applications.volunteeringId, ids), isShown(basis))),
  ),

  /** The one that was sent last. */
  sentFormByVolunteering: oneBy(
    (row: VolunteerApplicationRow) => row.volunteeringId,
    (ids) =>
      newestForms(db, and(anyOf(applications.volunteeringId, ids), isNotNull(applications.submittedAt))),
  ),

  /** The draft of the own person; of nobody else. */
  draftByPerson: oneBy(
    (row: VolunteerApplicationRow) => row.personKey,
    (keys) =>
      newestForms(
        db,
        and(anyOf(applications.personKey, keys), isNull(applications.submittedAt), isShown(basis)),
      ),
  ),
});

function newestForms(db: RoomParts['db'], where: SQL | undefined): Promise<VolunteerApplicationRow[]> {
  return db
    .selectDistinctOn([applications.volunteeringId])
    .from(applications)
    .where(where)
    .orderBy(applications.volunteeringId, desc(applications.startedAt), desc(applications.id));
}

function isShown(basis: RoomParts['passport']['basis']): SQL | undefined {
  return basis.kind === 'SELF'
    ? eq(applications.personKey, basis.personKey)
    : isNotNull(applications.submittedAt);
}
