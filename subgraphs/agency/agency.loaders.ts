import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { referenceLoader } from '@seisi/host/reference';
import { asc } from 'drizzle-orm';
import { type AgencyRow, agencies } from './agency.table.ts';

/** Reads of the directory of agencies: reference data, the same for every viewer. */
export const agencyLoaders = ({ db, aside, memory }: RoomParts) => ({
  agencyByCode: referenceLoader<AgencyRow>(
    memory,
    'agencies',
    () => aside.select().from(agencies),
    (codes) => db.select().from(agencies).where(anyOf(agencies.code, codes)),
  ),

  /** All of them, by code. */
  agencies: async (): Promise<AgencyRow[]> => db.select().from(agencies).orderBy(asc(agencies.code)),
});
