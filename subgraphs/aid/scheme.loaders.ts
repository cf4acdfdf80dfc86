import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { referenceLoader } from '@seisi/host/reference';
import { sql } from 'drizzle-orm';
import { type SchemeRow, schemes } from './scheme.table.ts';

/** The reads of aid schemes: reference data, the same for every viewer. */
export const schemeLoaders = ({ db, aside, memory }: Pick<RoomParts, 'db' | 'aside' | 'memory'>) => ({
  schemeByCode: referenceLoader<SchemeRow>(
    memory,
    'schemes',
    () => aside.select().from(schemes),
    (codes) => db.select().from(schemes).where(anyOf(schemes.code, codes)),
  ),

  /** All of them, by code; in the order of its bytes, the same on every machine. */
  allSchemes: (): Promise<SchemeRow[]> =>
    db.select().from(schemes).orderBy(sql`${schemes.code} collate "C"`).execute(),
});
