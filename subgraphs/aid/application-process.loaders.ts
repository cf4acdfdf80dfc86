import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy } from '@seisi/host/loader';
import { and, asc, isNull } from 'drizzle-orm';
import {
  type ApplicationStepRow,
  applicationSteps,
  type DecisionProposalRow,
  decisions,
  type InvestigationRow,
  investigations,
} from './application-process.table.ts';

/** The reads of what was done to applications, each below its application. */
export const applicationProcessLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  stepsByApplication: manyBy(
    (row: ApplicationStepRow) => row.applicationId,
    (ids) =>
      db
        .select()
        .from(applicationSteps)
        .where(anyOf(applicationSteps.applicationId, ids))
        .orderBy(asc(applicationSteps.place)),
  ),

  investigationsByApplication: manyBy(
    (row: InvestigationRow) => row.applicationId,
    (ids) =>
      db
        .select()
        .from(investigations)
        .where(anyOf(investigations.applicationId, ids))
        .orderBy(asc(investigations.at), asc(investigations.id)),
  ),

  /** At most one of each is open. */
  openProposalsByApplication: manyBy(
    (row: DecisionProposalRow) => row.applicationId,
    (ids) =>
      db
        .select()
        .from(decisions)
        .where(and(anyOf(decisions.applicationId, ids), isNull(decisions.closedAt))),
  ),
});
