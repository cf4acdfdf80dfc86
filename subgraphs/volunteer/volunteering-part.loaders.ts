import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { asc, desc } from 'drizzle-orm';
import { documents, type VolunteerDocumentRow } from './document.table.ts';
import { type InductionInvitationRow, invitations } from './induction.table.ts';
import { notices, type VolunteerNoticeRow } from './notice.table.ts';
import { type VolunteerStepRow, volunteeringSteps } from './volunteering.table.ts';

/** The reads of what comes with a record as a volunteer, each below it. */
export const volunteeringPartLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  stepsByVolunteering: manyBy(
    (row: VolunteerStepRow) => row.volunteeringId,
    (ids) =>
      db
        .select()
        .from(volunteeringSteps)
        .where(anyOf(volunteeringSteps.volunteeringId, ids))
        .orderBy(asc(volunteeringSteps.at), asc(volunteeringSteps.id)),
  ),

  invitationsByVolunteering: manyBy(
    (row: InductionInvitationRow) => row.volunteeringId,
    (ids) =>
      db
        .select()
        .from(invitations)
        .where(anyOf(invitations.volunteeringId, ids))
        .orderBy(desc(invitations.invitedAt), desc(invitations.id)),
  ),

  noticesByVolunteering: manyBy(
    (row: VolunteerNoticeRow) => row.aboutId,
    (ids) =>
      db
        .select()
        .from(notices)
        .where(anyOf(notices.aboutId, ids))
        .orderBy(desc(notices.at), desc(notices.id)),
  ),

  documentsByFile: manyBy(
    (row: VolunteerDocumentRow) => row.ofId,
    (ids) =>
      db
        .select()
        .from(documents)
        .where(anyOf(documents.ofId, ids))
        .orderBy(asc(documents.requestedAt), asc(documents.id)),
  ),
});
