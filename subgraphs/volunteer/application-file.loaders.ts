import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import { type PageRequest, siftedRows } from '@seisi/host/page';
import { and, desc, eq, lt } from 'drizzle-orm';
import { union } from 'drizzle-orm/pg-core';
import { reachOf } from './application.policy.ts';
import { applications, type VolunteerApplicationFileRow } from './application.table.ts';
import { couldHelp } from './candidate.policy.ts';
import type { VolunteerCaseRow } from './case.table.ts';
import type { VolunteerStatus } from './types.generated.ts';
import { volunteerings } from './volunteering.table.ts';

/** A file with its place in the list. */
export type PlacedFile = VolunteerApplicationFileRow & { readonly applicationNumber: string };

/** One page of the list of files, with one row more than the page to tell whether another follows. */
type FilePage = PageRequest & {
  readonly status: VolunteerStatus | null;
  readonly number: string | null;
  /** Only those who could help in this case. */
  readonly helps?: VolunteerCaseRow;
};

const PLACED = {
  id: volunteerings.id,
  personKey: volunteerings.personKey,
  applicationNumber: volunteerings.applicationNumber,
};
const OF_RECORD = { id: volunteerings.id, personKey: volunteerings.personKey };
const OF_FORM = { id: applications.volunteeringId, personKey: applications.personKey };

/** What this gives of the last row is where the next page begins. */
export const filePlace = ({ applicationNumber }: PlacedFile): readonly string[] => [applicationNumber];

/** The reads of files, each within reach. */
export const applicationFileLoaders = ({
  db,
  passport: { basis },
  reached,
}: Pick<RoomParts, 'db' | 'passport' | 'reached'>) => ({
  /** A file within reach: of a record, and for the own person of a draft too. */
  volunteerFileById: oneBy(
    (row: VolunteerApplicationFileRow) => row.id,
    (ids) => {
      const ofRecords = db
        .select(OF_RECORD)
        .from(volunteerings)
        .where(and(anyOf(volunteerings.id, ids), reachOf(basis, volunteerings.personKey)));
      if (basis.kind !== 'SELF') return ofRecords;
      const ofDrafts = db
        .select(OF_FORM)
        .from(applications)
        .where(and(anyOf(applications.volunteeringId, ids), reachOf(basis, applications.personKey)));
      return union(ofRecords, ofDrafts);
    },
  ),

  /** One page of the files whose persons are within reach: of any other nothing shows, neither where the page ends nor whether another follows. */
  filePage: ({ status, number, helps, ...page }: FilePage): Promise<PlacedFile[]> => {
    const asked = [
      status === null ? undefined : eq(volunteerings.status, status),
      number === null ? undefined : eq(volunteerings.applicationNumber, number),
      helps === undefined ? undefined : couldHelp(helps),
    ];
    return siftedRows(page, {
      load: ({ limit, after }) =>
        db
          .select(PLACED)
          .from(volunteerings)
          .where(
            and(
              reachOf(basis, volunteerings.personKey),
              ...asked,
              after === null ? undefined : lt(volunteerings.applicationNumber, after[0] ?? ''),
            ),
          )
          .orderBy(desc(volunteerings.applicationNumber))
          .limit(limit + 1),
      placeOf: filePlace,
      keep: async (found) => {
        const subjects = found.map(({ personKey }) => ({ type: 'Person' as const, key: personKey }));
        const keys = await reached('volunteering', subjects);
        return found.filter(({ personKey }) => keys.has(personKey));
      },
    });
  },
});
