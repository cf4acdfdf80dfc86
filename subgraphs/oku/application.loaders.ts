import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy, oneBy } from '@seisi/host/loader';
import { type PageRequest, siftedRows } from '@seisi/host/page';
import { and, desc, eq, getTableColumns, isNotNull, type SQL, sql } from 'drizzle-orm';
import { reach } from './application.policy.ts';
import { applications, type OkuApplicationRow } from './application.table.ts';
import type { OkuApplicationStatus } from './types.generated.ts';

/** A row with its instant of submission to the microsecond, as a cursor must hold it. */
export type PlacedApplication = OkuApplicationRow & { readonly submittedPlace: string };

/** One page of the list of files, with one row more than the page to tell whether another follows. */
type ApplicationPage = PageRequest & { readonly status: OkuApplicationStatus | null };

const PLACED = {
  ...getTableColumns(applications),
  submittedPlace: sql<string>`to_char(${applications.submittedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
};

/** What this gives of the last row is where the next page begins. */
export function applicationPlace(row: PlacedApplication): readonly string[] {
  return [row.submittedPlace, row.id];
}

/** Every read of an application: below its person, who came with a grant, or as a file, within reach. */
export const applicationLoaders = ({
  db,
  passport,
  reached,
}: Pick<RoomParts, 'db' | 'passport' | 'reached'>) => {
  const within = () => reach.where(passport.basis);
  const applicationFileById = oneBy(
    (row: OkuApplicationRow) => row.id,
    (ids) =>
      db
        .select()
        .from(applications)
        .where(and(anyOf(applications.id, ids), within())),
  );
  const ofStatus = (status: OkuApplicationStatus | null): SQL | undefined =>
    status === null ? undefined : eq(applications.status, status);

  return {
    applicationFileById,

    applicationsByPerson: manyBy(
      (row: OkuApplicationRow) => row.personKey,
      (keys) =>
        db
          .select()
          .from(applications)
          .where(and(anyOf(applications.personKey, keys), isShown(passport.basis)))
          .orderBy(desc(applications.startedAt), desc(applications.id)),
    ),

    /** One page of the files that were sent and whose persons are within reach: of any other nothing shows, neither where the page ends nor whether another follows. */
    applicationFilePage: async ({ status, ...page }: ApplicationPage): Promise<PlacedApplication[]> => {
      const rows = await siftedRows(page, {
        load: ({ limit, after }) =>
          db
            .select(PLACED)
            .from(applications)
            .where(and(within(), ofStatus(status), isNotNull(applications.submittedAt), isAfter(after)))
            .orderBy(desc(applications.submittedAt), desc(applications.id))
            .limit(limit + 1),
        placeOf: applicationPlace,
        keep: (found) => withPersonReached(found, reached),
      });
      for (const row of rows) applicationFileById.prime(row.id, row);
      return rows;
    },
  };
};

/** A draft is read by nobody but who made it. */
function isShown(basis: RoomParts['passport']['basis']): SQL | undefined {
  const isSent = isNotNull(applications.submittedAt);
  return basis.kind === 'SELF'
    ? sql`(${isSent} or ${eq(applications.appliedByKey, basis.personKey)})`
    : isSent;
}

function isAfter(after: PageRequest['after']): SQL | undefined {
  const [submitted, id] = after ?? [];
  return after === null
    ? undefined
    : sql`(${applications.submittedAt}, ${applications.id}) < (${submitted}::timestamptz, ${id}::uuid)`;
}

/** Of these rows those whose persons are within reach with the class of the register; each person is asked about once. */
async function withPersonReached(
  rows: readonly PlacedApplication[],
  reached: RoomParts['reached'],
): Promise<PlacedApplication[]> {
  const people = [...new Set(rows.map(({ personKey }) => personKey))];
  const keys = await reached(
    'disability',
    people.map((key) => ({ type: 'Person', key })),
  );
  return rows.filter(({ personKey }) => keys.has(personKey));
}
