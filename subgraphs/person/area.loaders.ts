import { anyOf } from '@seisi/host/any-of';
import type { RoomParts } from '@seisi/host/context';
import { referenceLoader } from '@seisi/host/reference';
import { asc, eq } from 'drizzle-orm';
import { type DistrictRow, districts, type StateRow, states } from './area.table.ts';

/** Reads of states and districts: reference data, within everyone's reach, and kept for a minute. */
export const areaLoaders = ({ db, aside, memory }: RoomParts) => ({
  stateByCode: referenceLoader(
    memory,
    'states',
    () => aside.select().from(states),
    (codes) => db.select().from(states).where(anyOf(states.code, codes)),
  ),

  districtByCode: referenceLoader(
    memory,
    'districts',
    () => aside.select().from(districts),
    (codes) => db.select().from(districts).where(anyOf(districts.code, codes)),
  ),

  allStates: (): Promise<StateRow[]> => db.select().from(states).orderBy(asc(states.code)).execute(),

  /** The districts of one state, or all, by state and running number. */
  districtsOf: async (state: string | null): Promise<DistrictRow[]> => {
    const rows = await db
      .select()
      .from(districts)
      .where(state === null ? undefined : eq(districts.stateCode, state));
    return rows.toSorted(byCode);
  },
});

/** `1_2` stands before `1_10`, and `2_1` after both. */
function byCode(left: DistrictRow, right: DistrictRow): number {
  return left.code.localeCompare(right.code, 'en', { numeric: true });
}
