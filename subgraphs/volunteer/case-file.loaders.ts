import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import { type PageRequest, siftedRows } from '@seisi/host/page';
import { and, desc, eq, sql } from 'drizzle-orm';
import { casesOf } from './case.policy.ts';
import { cases, type VolunteerCaseFileRow, type VolunteerCaseRow } from './case.table.ts';
import type { VolunteerCaseStatus } from './types.generated.ts';

/** A file with its place in the list. */
type PlacedCase = VolunteerCaseFileRow & Pick<VolunteerCaseRow, 'openedAt'>;
type CasePage = PageRequest & { readonly status: VolunteerCaseStatus | null };

const PLACED = { id: cases.id, personKey: cases.personKey, openedAt: cases.openedAt };

/** What this gives of the last row is where the next page begins. */
export const casePlace = ({ openedAt, id }: PlacedCase): readonly string[] => [openedAt.toISOString(), id];

/** The reads of files of cases, each within reach. */
export const caseFileLoaders = ({
  db,
  passport: { basis },
  reached,
}: Pick<RoomParts, 'db' | 'passport' | 'reached'>) => ({
  caseFileById: oneBy(
    (row: VolunteerCaseFileRow) => row.id,
    (ids) =>
      db
        .select({ id: cases.id, personKey: cases.personKey })
        .from(cases)
        .where(and(anyOf(cases.id, ids), casesOf(basis, cases.personKey))),
  ),

  /** One page of the files whose persons are within reach: of any other nothing shows. */
  casePage: ({ status, ...page }: CasePage): Promise<PlacedCase[]> =>
    siftedRows(page, {
      load: ({ limit, after }) =>
        db
          .select(PLACED)
          .from(cases)
          .where(
            and(
              casesOf(basis, cases.personKey),
              status === null ? undefined : eq(cases.status, status),
              after === null
                ? undefined
                : sql`(${cases.openedAt}, ${cases.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
            ),
          )
          .orderBy(desc(cases.openedAt), desc(cases.id))
          .limit(limit + 1),
      placeOf: casePlace,
      keep: async (found) => {
        const subjects = found.map(({ personKey }) => ({ type: 'Person' as const, key: personKey }));
        const keys = await reached('case', subjects);
        return found.filter(({ personKey }) => keys.has(personKey));
      },
    }),
});
