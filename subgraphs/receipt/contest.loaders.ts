import type { RoomParts } from '@seisi/host/context';
import type { Database } from '@seisi/host/database';
import { manyBy, oneBy } from '@seisi/host/loader';
import { type PageRequest, siftedRows } from '@seisi/host/page';
import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { reach } from './contest.policy.ts';
import { type ContestRow, type ContestStepRow, contestSteps, contests } from './contest.table.ts';

/** What of a contest is its place in a list. */
export function contestPlace({ raisedAt, id }: ContestRow): readonly string[] {
  return [raisedAt.toISOString(), id];
}

/** By what a contest is found from the entry that it is against. */
export function contestKey(of: Pick<ContestRow, 'personKey' | 'leafIndex' | 'subjectKey'>): string {
  return `${of.personKey} ${of.leafIndex} ${of.subjectKey}`;
}

function newest(db: Database, condition: SQL | undefined, { limit, after }: PageRequest) {
  const [raisedAt, id] = after ?? [];
  const place =
    after === null
      ? undefined
      : sql`(${contests.raisedAt}, ${contests.id}) < (${raisedAt}::timestamptz, ${id}::uuid)`;
  return db
    .select()
    .from(contests)
    .where(and(condition, place))
    .orderBy(desc(contests.raisedAt), desc(contests.id))
    .limit(limit + 1)
    .execute();
}

function withStatus(status: ContestRow['status'] | null): SQL | undefined {
  return status === null ? undefined : eq(contests.status, status);
}

/** Reads of contests: through their files within the viewer's reach, and from the log of the person who raised them, whose grant the guard has judged. */
export const contestLoaders = ({ db, passport, reached }: RoomParts) => {
  const within = () => reach.where(passport.basis);
  return {
    contestById: oneBy(
      (row: ContestRow) => row.id,
      (ids) =>
        db
          .select()
          .from(contests)
          .where(and(inArray(contests.id, [...ids]), within())),
    ),

    /** As it stands at this moment, before a step of it: what is read below the step's payload must not have been read before. */
    contestToAnswer: async (id: string): Promise<ContestRow | null> => {
      const [found] = await db
        .select()
        .from(contests)
        .where(and(eq(contests.id, id), within()));
      return found ?? null;
    },

    contestByEntry: oneBy(contestKey, (keys) => {
      const people = [...new Set(keys.map((key) => key.split(' ')[0] ?? ''))];
      return db.select().from(contests).where(inArray(contests.personKey, people));
    }),

    /** Newest first, one more than the page; to a data officer only of people within reach. */
    contestPage: (status: ContestRow['status'] | null, page: PageRequest): Promise<ContestRow[]> =>
      siftedRows(page, {
        load: (part) => newest(db, and(within(), withStatus(status)), part),
        placeOf: contestPlace,
        keep: async (rows) => {
          const subjects = [...new Set(rows.map(({ personKey }) => personKey))];
          const keys = await reached(
            'receipts',
            subjects.map((key) => ({ type: 'Person', key })),
          );
          return rows.filter(({ personKey }) => keys.has(personKey));
        },
      }),

    /** Oldest first; of one instant in the order of the life. */
    stepsByContest: manyBy(
      (row: ContestStepRow) => row.contestId,
      (ids) =>
        db
          .select()
          .from(contestSteps)
          .where(inArray(contestSteps.contestId, [...ids]))
          .orderBy(asc(contestSteps.at), asc(contestSteps.act)),
    ),
  };
};
