import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import { asc, inArray } from 'drizzle-orm';
import { type AgencyRow, agencies } from './agency.table.ts';

/** Reads of the directory of agencies: reference data, the same for every viewer. */
export const agencyLoaders = ({ db }: RoomParts) => ({
  agencyByCode: oneBy(
    (row: AgencyRow) => row.code,
    (codes) =>
      db
        .select()
        .from(agencies)
        .where(inArray(agencies.code, [...codes])),
  ),

  /** All of them, by code. */
  agencies: async (): Promise<AgencyRow[]> => db.select().from(agencies).orderBy(asc(agencies.code)),
});
