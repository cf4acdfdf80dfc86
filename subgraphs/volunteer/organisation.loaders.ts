import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import type { PageRequest } from '@seisi/host/page';
import { referenceLoader } from '@seisi/host/reference';
import { and, asc, eq, gt } from 'drizzle-orm';
import { centres, type SocialServiceCentreRow } from './centre.table.ts';
import { organisations, type VoluntaryOrganisationRow } from './volunteering.table.ts';

type CentrePage = PageRequest & { readonly state: string | null; readonly district: string | null };

/** The reads of the directory: organisations, and the places that are theirs or the department's. */
export const organisationLoaders = ({ db, aside, memory }: Pick<RoomParts, 'db' | 'aside' | 'memory'>) => ({
  organisationByCode: referenceLoader<VoluntaryOrganisationRow>(
    memory,
    'organisations',
    () => aside.select().from(organisations),
    (codes) => db.select().from(organisations).where(anyOf(organisations.code, codes)),
  ),

  /** As it stands now, for who has just changed it. */
  organisationNow: oneBy(
    (row: VoluntaryOrganisationRow) => row.code,
    (codes) => db.select().from(organisations).where(anyOf(organisations.code, codes)),
  ),

  /** All of them, or those of a state, by code. */
  organisations: async (state: string | null): Promise<VoluntaryOrganisationRow[]> =>
    db
      .select()
      .from(organisations)
      .where(state === null ? undefined : eq(organisations.state, state))
      .orderBy(asc(organisations.code)),

  centrePage: async ({ state, district, limit, after }: CentrePage): Promise<SocialServiceCentreRow[]> =>
    db
      .select()
      .from(centres)
      .where(
        and(
          state === null ? undefined : eq(centres.state, state),
          district === null ? undefined : eq(centres.district, district),
          after === null ? undefined : gt(centres.code, after[0] ?? ''),
        ),
      )
      .orderBy(asc(centres.code))
      .limit(limit + 1),
});
