import type { RoomParts } from '@seisi/host/context';
import { oneBy } from '@seisi/host/loader';
import { inArray, sql } from 'drizzle-orm';
import { type SchemeRow, schemes } from './scheme.table.ts';

/** The reads of aid schemes: reference data, the same for every viewer. */
export const schemeLoaders = ({ db }: Pick<RoomParts, 'db'>) => ({
  schemeByCode: oneBy(
    (row: SchemeRow) => row.code,
    (codes) =>
      db
        .select()
        .from(schemes)
        .where(inArray(schemes.code, [...codes])),
  ),

  /** All of them, by code; in the order of its bytes, the same on every machine. */
  allSchemes: (): Promise<SchemeRow[]> =>
    db.select().from(schemes).orderBy(sql`${schemes.code} collate "C"`).execute(),
});
