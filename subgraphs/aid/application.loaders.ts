import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import type { Database } from '@seisi/host/database';
import { arrayText } from '@seisi/host/hot-read';
import { manyBy, oneBy, perArguments } from '@seisi/host/loader';
import { type PageRequest, siftedRows } from '@seisi/host/page';
import { and, desc, eq, getTableColumns, type Placeholder, type SQL, sql } from 'drizzle-orm';
import { reach } from './application.policy.ts';
import { type ApplicationRow, applications } from './application.table.ts';
import { filesOfNobody } from './file-of-nobody.ts';
import type { ApplicationStatus } from './types.generated.ts';

/** A row with its instant of submission to the microsecond, as a cursor must hold it: a `Date` ends at the millisecond. */
export type PlacedApplication = ApplicationRow & { readonly submittedPlace: string };

/** One page of a list of applications, with one row more than the page to tell whether another follows. */
export type ApplicationPage = PageRequest & { readonly status: ApplicationStatus | null };

/** The instant of submission in UTC, to the microsecond. */
export const SUBMITTED_PLACE = sql<string>`to_char(${applications.submittedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const PLACED = { ...getTableColumns(applications), submittedPlace: SUBMITTED_PLACE.as('submitted_place') };

export const NEWEST_FIRST = [desc(applications.submittedAt), desc(applications.id)] as const;

/** What `applicationPlace` gives of the last row is where the next page begins. */
export function applicationPlace(row: PlacedApplication): readonly string[] {
  return [row.submittedPlace, row.id];
}

/** Every read of an application: below its applicant, who came with a grant, or as a file, within reach. */
export const applicationLoaders = ({
  db,
  passport,
  reached,
}: Pick<RoomParts, 'db' | 'passport' | 'reached'>) => {
  const within = () => reach.where(passport.basis);
  const fileById = oneBy(
    (row: ApplicationRow) => row.id,
    (ids) =>
      db
        .select()
        .from(applications)
        .where(and(anyOf(applications.id, ids), within())),
  );
  /** The file comes back by its id in the next fetch of the request, with its applicant's grant. */
  const remember = <Row extends ApplicationRow>(rows: Row[]): Row[] => {
    for (const row of rows) fileById.prime(row.id, row);
    return rows;
  };

  return {
    /** One page for each applicant, by the hidden key; one statement for any number of applicants. */
    applicationsByApplicant: perArguments((page: ApplicationPage) =>
      manyBy(
        (row: PlacedApplication) => row.applicantKey,
        async (keys) => {
          const ofOne = newest(db, and(OF_WANTED, onPage(page)), page).as('of_one');
          const rows = await db
            .select()
            .from(wanted(arrayText(keys)))
            .crossJoinLateral(ofOne)
            .orderBy(desc(ofOne.submittedAt), desc(ofOne.id));
          return rows.map((row) => row.of_one);
        },
      ),
    ),

    fileById,

    fileByReference: oneBy(
      (row: ApplicationRow) => row.reference,
      async (references) => {
        const ofThese = anyOf(applications.reference, references);
        const found = await db.select().from(applications).where(and(ofThese, within()));
        return remember([...found, ...filesOfNobody(references, found)]);
      },
    ),

    /** One page of the files whose applicants are within reach with `aid`: of any other nothing shows, neither where the page ends nor whether another follows. */
    filePage: async ({ status, ...page }: ApplicationPage): Promise<PlacedApplication[]> =>
      remember(
        await siftedRows(page, {
          load: (part) => newest(db, and(within(), onPage({ ...part, status })), part),
          placeOf: applicationPlace,
          keep: (rows) => withApplicantReached(rows, reached),
        }),
      ),
  };
};

/** Of these rows those whose applicants are within reach with `aid`; each applicant is asked about once. */
export async function withApplicantReached<Row extends ApplicationRow>(
  rows: readonly Row[],
  reached: RoomParts['reached'],
): Promise<Row[]> {
  const applicants = [...new Set(rows.map(({ applicantKey }) => applicantKey))];
  const keys = await reached(
    'aid',
    applicants.map((key) => ({ type: 'Person', key })),
  );
  return rows.filter(({ applicantKey }) => keys.has(applicantKey));
}

/** The newest rows first, one more than the page. */
function newest(db: Database, where: SQL | undefined, { limit }: PageRequest) {
  return db
    .select(PLACED)
    .from(applications)
    .where(where)
    .orderBy(...NEWEST_FIRST)
    .limit(limit + 1);
}

/** The rows of a page by status and place. Instants are compared in the database, exactly. */
export function onPage({
  status,
  after,
}: Pick<PageRequest, 'after'> & { readonly status: ApplicationStatus | Placeholder | null }):
  | SQL
  | undefined {
  const [submitted, id] = after ?? [];
  return and(
    status === null ? undefined : eq(applications.status, status),
    after === null
      ? undefined
      : sql`(${applications.submittedAt}, ${applications.id}) < (${submitted}::timestamptz, ${id}::uuid)`,
  );
}

/** Keys as one parameter, so that the statement is the same for any number. They are UUIDs: the guard lets no other key in. */
export function wanted(keys: string | Placeholder): SQL {
  return sql`unnest(${keys}::uuid[]) as wanted(key)`;
}

/** The applications of a wanted applicant. */
export const OF_WANTED = eq(applications.applicantKey, sql`wanted.key`);
