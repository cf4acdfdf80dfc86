import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { asc, desc } from 'drizzle-orm';
import { documents, type PassDocumentRow } from './document.table.ts';
import { notices, type PassNoticeRow } from './notice.table.ts';
import { type PassCheckRow, type PassRenewalStepRow, renewalChecks, renewalSteps } from './renewal.table.ts';

/** The reads of what belongs to renewals, each below its renewal. */
export const renewalPartLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  stepsByRenewal: manyBy(
    (row: PassRenewalStepRow) => row.renewalId,
    (ids) =>
      db
        .select()
        .from(renewalSteps)
        .where(anyOf(renewalSteps.renewalId, ids))
        .orderBy(asc(renewalSteps.place)),
  ),

  checksByRenewal: manyBy(
    (row: PassCheckRow) => row.renewalId,
    (ids) =>
      db
        .select()
        .from(renewalChecks)
        .where(anyOf(renewalChecks.renewalId, ids))
        .orderBy(desc(renewalChecks.place)),
  ),

  documentsByRenewal: manyBy(
    (row: PassDocumentRow) => row.ofId,
    (ids) =>
      db
        .select()
        .from(documents)
        .where(anyOf(documents.ofId, ids))
        .orderBy(asc(documents.requestedAt), asc(documents.id)),
  ),

  noticesByRenewal: manyBy(
    (row: PassNoticeRow) => row.aboutId,
    (ids) =>
      db
        .select()
        .from(notices)
        .where(anyOf(notices.aboutId, ids))
        .orderBy(desc(notices.at), desc(notices.id)),
  ),
});
