import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy, oneBy } from '@seisi/host/loader';
import { asc, desc } from 'drizzle-orm';
import { applicationSteps, type OkuStepRow } from './application.table.ts';
import { type MedicalCertificateRow, medicalCertificates } from './assessment.table.ts';
import { documents, type OkuDocumentRow } from './document.table.ts';

/** The reads of what comes with applications, each below its application. */
export const applicationPartLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  stepsByApplication: manyBy(
    (row: OkuStepRow) => row.applicationId,
    (ids) =>
      db
        .select()
        .from(applicationSteps)
        .where(anyOf(applicationSteps.applicationId, ids))
        .orderBy(asc(applicationSteps.place)),
  ),

  documentsByApplication: manyBy(
    (row: OkuDocumentRow) => row.ofId,
    (ids) =>
      db
        .select()
        .from(documents)
        .where(anyOf(documents.ofId, ids))
        .orderBy(asc(documents.requestedAt), asc(documents.id)),
  ),

  /** The one that was read last. */
  certificateByApplication: oneBy(
    (row: MedicalCertificateRow) => row.applicationId,
    (ids) =>
      db
        .selectDistinctOn([medicalCertificates.applicationId])
        .from(medicalCertificates)
        .where(anyOf(medicalCertificates.applicationId, ids))
        .orderBy(
          medicalCertificates.applicationId,
          desc(medicalCertificates.at),
          desc(medicalCertificates.id),
        ),
  ),
});
