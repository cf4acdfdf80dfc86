import { type Column, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import { candidates } from './candidate.table.ts';
import { programmes } from './programme.table.ts';

/** Programmes of the whole country, and of the states of these areas. */
export function paidIn(areas: readonly string[]): SQL | undefined {
  if (areas.includes('MY')) return undefined;
  return or(isNull(programmes.state), inArray(programmes.state, [...statesOf(areas)]));
}

/** Programmes whose whole place is one of these areas. */
export function wholePlaceIn(areas: readonly string[]): SQL | undefined {
  return areas.includes('MY') ? undefined : inArray(programmes.state, [...areas]);
}

/** Candidates of these areas. A district's code has an underscore and a state's has none. */
export function livesIn(areas: readonly string[]): SQL | undefined {
  if (areas.includes('MY')) return undefined;
  return or(inArray(candidates.district, [...areas]), inArray(candidates.state, [...areas]));
}

/** Rows of districts in these areas, where a row names no state. */
export function isOfDistricts(district: Column, areas: readonly string[]): SQL | undefined {
  if (areas.includes('MY')) return undefined;
  const state = sql`lpad(split_part(${district}, '_', 1), 2, '0')`;
  return or(inArray(district, [...areas]), inArray(state, [...areas]));
}

/** The state of a district: that of `5_5` is `05`. */
export function stateOfDistrict(district: string): string {
  return district.split('_')[0]?.padStart(2, '0') ?? '';
}

/** The states in which areas lie. */
function statesOf(areas: readonly string[]): ReadonlySet<string> {
  return new Set(areas.map(stateOfDistrict));
}
