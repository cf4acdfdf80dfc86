import type { RoomParts } from '@seisi/host/context';
import { asc, eq } from 'drizzle-orm';
import { type DistrictRow, districts, type StateRow, states } from './area.table.ts';
import { byCodeOf, referenceRow } from './reference.ts';

/** Reads of states and districts: reference data, within everyone's reach, and kept for a minute. */
export const areaLoaders = ({ db, aside, memory }: RoomParts) => ({
  stateByCode: {
    load: (code: string): Promise<StateRow | null> =>
      referenceRow(memory, 'states', code, async () => byCodeOf(await aside.select().from(states))),
  },

  districtByCode: {
    load: (code: string): Promise<DistrictRow | null> =>
      referenceRow(memory, 'districts', code, async () => byCodeOf(await aside.select().from(districts))),
  },

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
