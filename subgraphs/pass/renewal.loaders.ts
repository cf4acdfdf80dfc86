import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { manyBy, oneBy } from '@seisi/host/loader';
import { type PageRequest, siftedRows } from '@seisi/host/page';
import { and, desc, eq, getTableColumns, isNotNull, type SQL, sql } from 'drizzle-orm';
import { reach } from './renewal.policy.ts';
import { type PassRenewalRow, renewals } from './renewal.table.ts';
import type { PassRenewalStatus } from './types.generated.ts';
import { type WorkPassRow, workPasses } from './work-pass.table.ts';

/** A row with its instant of submission to the microsecond, as a cursor must hold it. */
export type PlacedRenewal = PassRenewalRow & { readonly submittedPlace: string };

const PLACED = {
  ...getTableColumns(renewals),
  submittedPlace: sql<string>`to_char(${renewals.submittedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
};

/** What this gives of the last row is where the next page begins. */
export function renewalPlace(row: PlacedRenewal): readonly string[] {
  return [row.submittedPlace, row.id];
}

type RenewalPage = PageRequest & { readonly status: PassRenewalStatus | null };

/** Every read of renewals: below who speaks for the employer, or as a file, within reach. */
export const renewalLoaders = ({ db, passport, reached }: Pick<RoomParts, 'db' | 'passport' | 'reached'>) => {
  const within = () => reach.where(passport.basis);
  const renewalFileById = oneBy(
    (row: PassRenewalRow) => row.id,
    (ids) =>
      db
        .select()
        .from(renewals)
        .where(and(anyOf(renewals.id, ids), within())),
  );
  return {
    renewalFileById,

    renewalsByPerson: manyBy(
      (row: PassRenewalRow) => row.personKey,
      (keys) =>
        db
          .select()
          .from(renewals)
          .where(and(anyOf(renewals.personKey, keys), within()))
          .orderBy(desc(renewals.startedAt), desc(renewals.id)),
    ),

    passById: oneBy(
      (row: WorkPassRow) => row.id,
      (ids) => db.select().from(workPasses).where(anyOf(workPasses.id, ids)),
    ),

    renewalFilePage: async (page: RenewalPage): Promise<PlacedRenewal[]> => {
      const rows = await filePage({ db, passport, reached }, page);
      for (const row of rows) renewalFileById.prime(row.id, row);
      return rows;
    },
  };
};

/** One page of the files that were sent and whose speakers are within reach: of any other nothing shows. */
function filePage(
  { db, passport, reached }: Pick<RoomParts, 'db' | 'passport' | 'reached'>,
  { status, ...page }: RenewalPage,
): Promise<PlacedRenewal[]> {
  const ofList = and(
    reach.where(passport.basis),
    isNotNull(renewals.submittedAt),
    status === null ? undefined : eq(renewals.status, status),
  );
  return siftedRows(page, {
    load: ({ limit, after }) =>
      db
        .select(PLACED)
        .from(renewals)
        .where(and(ofList, isAfter(after)))
        .orderBy(desc(renewals.submittedAt), desc(renewals.id))
        .limit(limit + 1),
    placeOf: renewalPlace,
    keep: async (found) => {
      const people = [...new Set(found.map(({ personKey }) => personKey))];
      const keys = await reached(
        'pass',
        people.map((key) => ({ type: 'Person', key })),
      );
      return found.filter(({ personKey }) => keys.has(personKey));
    },
  });
}

function isAfter(after: PageRequest['after']): SQL | undefined {
  const [submitted, id] = after ?? [];
  return after === null
    ? undefined
    : sql`(${renewals.submittedAt}, ${renewals.id}) < (${submitted}::timestamptz, ${id}::uuid)`;
}
