import type { RoomParts } from '@seisi/host/context';
import type { Database } from '@seisi/host/database';
import { manyBy, oneBy } from '@seisi/host/loader';
import { type PageRequest, siftedRows } from '@seisi/host/page';
import { and, asc, eq, gt, inArray, type SQL } from 'drizzle-orm';
import { reach } from './candidate.policy.ts';
import { type CandidateRow, type CandidateStepRow, candidateSteps, candidates } from './candidate.table.ts';

/** Which candidates are asked for. */
export type CandidateFilter = {
  readonly programmeCode: string;
  readonly status: CandidateRow['status'] | null;
};

/** A candidate's place in their list. */
export function candidatePlace({ id }: CandidateRow): readonly string[] {
  return [id];
}

type Asked = { readonly within: SQL; readonly part: PageRequest };

/** By identifier, one more than the page. */
function candidatesOf(
  db: Database,
  { programmeCode, status }: CandidateFilter,
  { within, part: { limit, after } }: Asked,
): Promise<CandidateRow[]> {
  const ofStatus = status === null ? undefined : eq(candidates.status, status);
  const place = after?.[0] === undefined ? undefined : gt(candidates.id, after[0]);
  return db
    .select()
    .from(candidates)
    .where(and(eq(candidates.programmeCode, programmeCode), ofStatus, place, within))
    .orderBy(asc(candidates.id))
    .limit(limit + 1)
    .execute();
}

/** The reads of candidates, through files within the viewer's reach. */
export const candidateLoaders = ({ db, passport, reached }: RoomParts) => {
  const within = () => reach.where(passport.basis);
  return {
    candidateById: oneBy(
      (row: CandidateRow) => row.id,
      (ids) =>
        db
          .select()
          .from(candidates)
          .where(and(inArray(candidates.id, [...ids]), within())),
    ),

    /** As they stand at this moment: what is read below an act's payload must not have been read before. */
    candidateNow: async (id: string): Promise<CandidateRow | null> => {
      const [found] = await db
        .select()
        .from(candidates)
        .where(and(eq(candidates.id, id), within()));
      return found ?? null;
    },

    /** By identifier, one more than the page; only of people within reach. */
    candidatePage: (filter: CandidateFilter, request: PageRequest): Promise<CandidateRow[]> =>
      siftedRows(request, {
        load: (part) => candidatesOf(db, filter, { within: within(), part }),
        placeOf: candidatePlace,
        keep: async (rows) => {
          const subjects = rows.map(({ personKey: key }) => ({ type: 'Person', key }));
          const keys = await reached('aid', subjects);
          return rows.filter(({ personKey }) => keys.has(personKey));
        },
      }),

    /** In their order. */
    stepsByCandidate: manyBy<CandidateStepRow>(
      (row) => row.candidateId,
      (ids) =>
        db
          .select()
          .from(candidateSteps)
          .where(inArray(candidateSteps.candidateId, [...ids]))
          .orderBy(asc(candidateSteps.place)),
    ),
  };
};
